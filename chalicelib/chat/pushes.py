"""Pushing what happened in a conversation, once more where a retry finds that it has happened.

A call may store something and end before it pushes: its process dies, or the store's answer is lost. The page sends the
call again, which finds everything stored. It pushes too then, unless this process knows that it did, or it is so long
ago that every page has asked by itself: the slow check is made every half minute. So a page that repeats a call over
and over, on purpose or not, makes each process push once. A push too many is harmless.
"""

from chalicelib import events
from chalicelib.events import Event
from chalicelib.model import Caller, Conversation, Message, now_ms
from chalicelib.realtime import fanout

RECENT_MS = 60_000
MOST_KNOWN = 1_000

Key = tuple[str, str, int, str]  # the event's type, its conversation, the number, whose mark

pushed: set[Key] = set()  # by this process, lately


def message_stored(caller: Caller, message: Message, conversation: Conversation, new: bool) -> None:
    """Pushes a message to its conversation's visitor and the site's admins."""
    if new or is_due(("ChatMessageReceived", message.conversation_id, message.id, ""), message.sent_at):
        push(caller, conversation, events.message_received(message, conversation))


def mark_moved(caller: Caller, conversation: Conversation, id: int) -> None:
    push(caller, conversation, events.messages_read(conversation.id, caller.role, id))


def mark_found(caller: Caller, conversation: Conversation, id: int) -> None:
    """A call would move the mark to where it is: it may have done so before, and pushed nothing."""
    if is_due(("MessagesRead", conversation.id, id, caller.role), changed_at(conversation)):
        mark_moved(caller, conversation, id)


def is_due(key: Key, happened_at: int) -> bool:
    return key not in pushed and now_ms() - happened_at < RECENT_MS


def push(caller: Caller, conversation: Conversation, event: Event) -> None:
    outcomes = fanout.publish(events.audiences(conversation), event, sender=events.session_of(caller))
    if "error" in outcomes:
        return
    if len(pushed) >= MOST_KNOWN:
        pushed.clear()
    pushed.add(
        (event["type"], conversation.id, event["id"], event["reader"] if event["type"] == "MessagesRead" else "")
    )
    if event["type"] == "ChatMessageReceived":  # has both read marks
        pushed.add(("MessagesRead", conversation.id, event["read"]["visitor"], "visitor"))
        pushed.add(("MessagesRead", conversation.id, event["read"]["admin"], "admin"))


def changed_at(conversation: Conversation) -> int:
    """When the conversation changed last: its marks are no younger."""
    return int(conversation.changed.partition("#")[0] or 0)
