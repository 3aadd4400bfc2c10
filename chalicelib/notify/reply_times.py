"""How long visitors wait for an answer: the last reply times of a site, from which the widget shows the usual one.

A reply time is that from a visitor's message which waited to the first message of an admin after it. Further messages
of the admin answer nothing new.
"""

from collections.abc import Iterable

from chalicelib.model import Message
from chalicelib.storage import conversations, messages, sites

KEPT = 20
SEARCHED = 100  # messages before the answer, among which the first one that waited is looked for


def message_stored(message: Message) -> None:
    """Adds the reply time to the site's row, if an admin's message answers one. Harmless if it is repeated."""
    if message.sender_type != "admin":
        return
    waited = first_waiting(messages.before(message.conversation_id, message.id, SEARCHED))
    conversation = conversations.get(message.conversation_id) if waited else None
    if waited and conversation:
        took = max(0, message.sent_at - waited.sent_at)
        sites.add_reply_time(conversation.site_id, f"{message.conversation_id}/{message.id}", took, KEPT)


def first_waiting(newest_first: Iterable[Message]) -> Message | None:
    """The first message of the visitor since an admin wrote, or the bot answered: what it answers does not wait. Other
    lines of the bot or of the system are no answer, nor are quiet entries and deleted messages."""
    first = None
    for message in newest_first:
        if not message.is_message:
            continue
        if message.sender_type == "admin" or (message.sender_type == "bot" and answers(message)):
            break
        if message.sender_type == "visitor":
            first = message
    return first


def answers(line: Message) -> bool:
    return line.bot is not None and line.bot.kind == "answer"
