"""Which messages of a visitor wait for an admin to read them."""

from dataclasses import dataclass

from chalicelib.model import Conversation, Message, now_ms
from chalicelib.storage import messages

SEARCHED = 100  # messages after the mark, among which the visitor's are looked for


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation with its visitor's unread messages: at least one."""

    conversation: Conversation
    messages: list[Message]

    @property
    def since(self) -> int:
        return self.messages[0].sent_at


def find(conversation: Conversation) -> Waiting | None:
    """None: no message of the visitor waits. An admin who answered has read what was there, mark or not.

    Only messages of visitors get into alerts: never a note or a draft of an admin, nor what a bot wrote.
    """
    mark = max(conversation.read_by_admins, conversation.first_id(now_ms()) - 1)
    if mark >= conversation.last_id:
        return None
    unread = [message for message in messages.after(conversation.id, mark, SEARCHED) if message.is_message]
    answered = max((message.id for message in unread if message.sender_type == "admin"), default=mark)
    found = [message for message in unread if message.sender_type == "visitor" and message.id > answered]
    return Waiting(conversation, found) if found else None
