"""Whether a visitor's message waits unread, and for how long: then the admins are alerted, once until somebody reads.

An alert belongs to the admins' read mark: as long as nobody reads, the mark stays and there is no second alert.
"""

from chalicelib.model import Conversation, Message, now_ms
from chalicelib.notify import alerts, schedules, waiting
from chalicelib.notify.jobs import UnreadCheck
from chalicelib.storage import conversations, sites

SECOND_CHECK_SECONDS = 300  # after the first: an admin who was there has had time to read the message


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
    That one has a check of its own, so the second check alerts only for the mark that it was scheduled for. Admins who
    are online have seen and heard the message in their dashboard, so only the second check alerts them.
    """
    conversation = conversations.get(job.conversation_id)
    found = waiting.find(conversation) if conversation else None
    if conversation is None or found is None:
        return
    moved = conversation.read_by_admins != job.mark
    if moved and job.second:
        return
    if moved and now_ms() < due_at(conversation, found.messages[0]):
        check_at(conversation, found.messages[0])
        return

    def later() -> None:
        second = UnreadCheck(conversation.id, conversation.read_by_admins, second=True)
        schedules.at(second, now_ms() + SECOND_CHECK_SECONDS * 1000)

    alerts.send(found, while_online=None if job.second else later)


def check_at(conversation: Conversation, message: Message) -> None:
    job = UnreadCheck(conversation.id, mark=conversation.read_by_admins)
    schedules.at(job, due_at(conversation, message))


def due_at(conversation: Conversation, message: Message) -> int:
    site = sites.recent(conversation.site_id)
    return message.sent_at + (site.alert_after_seconds if site else 0) * 1000
