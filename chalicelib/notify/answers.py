"""Whether a visitor has left before an admin's answer came: then the answer is sent by mail.

One mail has all answers that wait, and the next one of the conversation is not sent within five minutes. A mail belongs
to the visitor's mark, up to which they have read or got mail: whatever runs twice, or at the same time, sends one.
Nothing is forgotten between two checks: after a mail, the conversation is read again, and what came meanwhile waits
for the next one.
"""

import dataclasses

from chalicelib import events, logs, mail, metrics
from chalicelib.chat import contacts
from chalicelib.errors import Busy
from chalicelib.identity import visitors
from chalicelib.mail import MailRefused
from chalicelib.metrics import Metric
from chalicelib.model import Conversation, Message, Site, now_ms
from chalicelib.notify import answer_mail, claims, schedules
from chalicelib.notify.jobs import AnswerCheck
from chalicelib.storage import connections, conversations, messages, sites

BETWEEN_MAILS_MS = 300_000
# While the visitor has the page open, nothing is sent. They may leave without having read: look again after so long.
LOOK_AGAIN_SECONDS = (300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400)
IN_A_MAIL = 100  # messages at most; the others wait for the next mail
STORE_ATTEMPTS = 8


def message_stored(message: Message) -> None:
    """Schedules the check, if the message is an admin's. The visitor may still give an address before it is due."""
    if message.sender_type != "admin" or not mail.is_set_up():
        return
    conversation = conversations.get(message.conversation_id)
    site = sites.recent(conversation.site_id) if conversation else None
    if conversation and site and site.contact_form != "off" and mark_of(conversation) < message.id:
        schedule(site, conversation, message)


def check(job: AnswerCheck) -> None:
    """Goes by what is stored now: the mark may have moved since the job was scheduled."""
    found = waiting(job.conversation_id)
    if found is None:
        return
    site, conversation, answers = found
    mark = mark_of(conversation)
    if mark != job.mark and now_ms() < due_at(site, conversation, answers[0]):
        schedule(site, conversation, answers[0])
    elif is_there(conversation):
        look_again(job, mark)
    else:
        try:
            claims.once(f"answer/{conversation.id}/{mark}", lambda: send(site, conversation, answers))
        except MailRefused as refusal:
            # Not for good: the account may leave the sandbox before the next answer, whose mail has these too.
            metrics.count(Metric.MAILS_REFUSED)
            logs.warning("answer_mail_refused", conversation_id=conversation.id, cause=refusal.code)
            return
        if left := waiting(job.conversation_id):
            schedule(left[0], left[1], left[2][0])


def waiting(conversation_id: str) -> tuple[Site, Conversation, list[Message]] | None:
    """The answers that the visitor has not read, if they can be sent by mail. The first ones, where there are many."""
    conversation = conversations.get(conversation_id)
    if conversation is None or not conversation.contact_email or conversation.contact_state:
        return None
    site = sites.recent(conversation.site_id)
    if site is None or not site.enabled or site.contact_form == "off":
        return None
    if visitors.is_visitor_blocked(site, conversation):
        return None
    cursor = mark_of(conversation)
    while cursor < conversation.last_id:
        page = messages.after(conversation.id, cursor, IN_A_MAIL)
        if answers := [message for message in page if message.is_message and message.sender_type == "admin"]:
            return site, conversation, answers
        if not page:
            return None
        cursor = page[-1].id
    return None


def is_there(conversation: Conversation) -> bool:
    """Whether the visitor has a page open, which receives the answers whichever conversation it shows."""
    audience = events.visitor_audience(conversation.visitor_id)
    return any(socket.receives(conversation.id) for socket in connections.in_audience(audience))


def look_again(job: AnswerCheck, mark: int) -> None:
    if job.look < len(LOOK_AGAIN_SECONDS):
        later = now_ms() + LOOK_AGAIN_SECONDS[job.look] * 1000
        schedules.at(AnswerCheck(job.conversation_id, mark, look=job.look + 1), later)


def send(site: Site, conversation: Conversation, answers: list[Message]) -> None:
    """Raises `TryLater` or `MailRefused`."""
    address = conversation.contact_email or ""
    if state := mail.suppressed(address):
        contacts.stop(conversation.id, state)
        return
    ready = answer_mail.prepare(conversation)
    if ready is None or ready.contact_email != address:
        return  # erased or changed a moment ago
    mail.send(answer_mail.compose(site, ready, answers))
    metrics.count(Metric.ANSWER_MAILS)
    note_sent(conversation.id, answers[-1].id)


def note_sent(conversation_id: str, id: int) -> None:
    for _ in range(STORE_ATTEMPTS):
        conversation = conversations.get(conversation_id)
        if conversation is None:
            return
        sent = dataclasses.replace(conversation, mailed_id=max(id, conversation.mailed_id), mailed_at=now_ms())
        if conversations.replace(conversation, sent):
            return
    raise Busy()


def schedule(site: Site, conversation: Conversation, answer: Message) -> None:
    schedules.at(AnswerCheck(conversation.id, mark_of(conversation)), due_at(site, conversation, answer))


def mark_of(conversation: Conversation) -> int:
    return max(conversation.visitor_read, conversation.mailed_id, conversation.first_id(now_ms()) - 1)


def due_at(site: Site, conversation: Conversation, answer: Message) -> int:
    return max(answer.sent_at + site.answer_after_seconds * 1000, conversation.mailed_at + BETWEEN_MAILS_MS)
