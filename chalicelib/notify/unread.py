"""Whether a visitor's message waits unread, and for how long: then the admins are alerted, once until somebody reads.

An alert belongs to the admins' read mark: as long as nobody reads, the mark stays and there is no second alert.
"""

from chalicelib.model import Conversation, Message, now_ms
from chalicelib.notify import alerts, schedules
from chalicelib.notify.jobs import UnreadCheck
from chalicelib.storage import conversations, messages, sites

SEARCHED = 100  # messages after the mark, among which a visitor's is looked for


def message_stored(message: Message) -> None:
    """Schedules the check, if the message is a visitor's and nobody has read it yet."""
    if message.sender_type != "visitor":
        return
    conversation = conversations.get(message.conversation_id)
    if conversation is None or conversation.read_by_admins >= message.id:
        return
    check_at(conversation, message)


def check(job: UnreadCheck) -> None:
    """Alerts the admins, if a visitor's message has been unread for as long as the site's setting says.

    It goes by what is stored now: the mark may have moved since the job was scheduled, and a later message may wait.
    """
    conversation = conversations.get(job.conversation_id)
    if conversation is None:
        return
    waiting = first_unread(conversation)
    if waiting is None:
        return
    if conversation.read_by_admins != job.mark and now_ms() < due_at(conversation, waiting):
        check_at(conversation, waiting)
    else:
        alerts.alert(conversation, waiting)


def first_unread(conversation: Conversation) -> Message | None:
    """The first message of the visitor that no admin has read."""
    mark = max(conversation.read_by_admins, conversation.first_id(now_ms()) - 1)
    if mark >= conversation.last_id:
        return None
    found = messages.after(conversation.id, mark, SEARCHED)
    return next((message for message in found if message.sender_type == "visitor"), None)


def check_at(conversation: Conversation, message: Message) -> None:
    job = UnreadCheck(conversation.id, mark=conversation.read_by_admins)
    schedules.at(job, due_at(conversation, message))


def due_at(conversation: Conversation, message: Message) -> int:
    site = sites.recent(conversation.site_id)
    return message.sent_at + (site.alert_after_seconds if site else 0) * 1000
