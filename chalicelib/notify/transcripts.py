"""The copy of a conversation that its visitor asked for."""

from chalicelib import logs, mail, metrics
from chalicelib.chat import contacts, transcripts
from chalicelib.identity import visitors
from chalicelib.mail import MailRefused
from chalicelib.metrics import Metric
from chalicelib.model import Conversation, Message, Site, now_ms
from chalicelib.notify import claims, transcript_mail
from chalicelib.notify.jobs import TranscriptMail
from chalicelib.storage import conversations, messages, sites

PAGE = 500
MOST_BYTES = 5_000_000  # of text; the end of a longer conversation is sent


def send(job: TranscriptMail) -> None:
    """Goes by what is stored now: the visitor may have taken the address back, or an owner erased the conversation."""
    try:
        claims.once(f"transcript/{job.conversation_id}/{job.id}", lambda: send_now(job))
    except MailRefused as refusal:
        metrics.count(Metric.MAILS_REFUSED)
        logs.warning("transcript_mail_refused", conversation_id=job.conversation_id, cause=refusal.code)


def send_now(job: TranscriptMail) -> None:
    """Raises `TryLater` or `MailRefused`."""
    found = ready(job.conversation_id)
    if found is None:
        return
    site, conversation, log = found
    if state := mail.suppressed(conversation.contact_email or ""):
        contacts.stop(conversation.id, state)
        return
    mail.send(transcript_mail.compose(site, conversation, log, job.zone))
    logs.info("transcript_sent", conversation_id=conversation.id, messages=len(log))


def ready(conversation_id: str) -> tuple[Site, Conversation, list[Message]] | None:
    """None: nothing may be sent, or nobody of the team has written."""
    conversation = conversations.get(conversation_id)
    if conversation is None or not conversation.contact_email or conversation.contact_state:
        return None
    site = sites.recent(conversation.site_id)
    if site is None or not site.enabled or not transcripts.offered(site):
        return None
    if visitors.is_visitor_blocked(site, conversation):
        return None
    log = latest(conversation)
    return (site, conversation, log) if any(each.sender_type == "admin" for each in log) else None


def latest(conversation: Conversation) -> list[Message]:
    """The messages that have a text or files: as many of the latest as fit into a mail."""
    kept: list[Message] = []
    size, cursor = 0, conversation.first_id(now_ms()) - 1
    while cursor < conversation.last_id:
        page = messages.after(conversation.id, cursor, PAGE)
        if not page:
            break
        cursor = page[-1].id
        for message in page:
            if transcript_mail.is_shown(message):
                kept.append(message)
                size += len(message.in_words.encode())
        while size > MOST_BYTES:
            size -= len(kept.pop(0).in_words.encode())
    return kept
