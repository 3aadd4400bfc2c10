"""Pushing the events of a conversation, again if a retry finds the message or the read mark stored.

A call may store something and end before it pushes: its process dies, or the store's answer is lost. The page retries,
and the retry finds everything stored. It pushes then, unless this process has pushed before, or so much time has passed
that every page has polled: pages do so every half minute. So a page that repeats a call over and over, on purpose or
not, makes each process push once. An event that is pushed twice is harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib import events
from chalicelib.model import Caller, Conversation, Message, now_ms
from chalicelib.realtime import fanout

if TYPE_CHECKING:
    from chalicelib.events.shapes import LogEvent

RECENT_MS = 60_000
MOST_KNOWN = 1_000

Key = tuple[str, str, int, str]  # event type, conversation, number, reader of a mark

pushed: set[Key] = set()  # recently, by this process


def message_stored(caller: Caller, message: Message, conversation: Conversation, new: bool) -> None:
    """Pushes a message to its conversation's visitor and the site's admins."""
    if new or is_due(("ChatMessageReceived", message.conversation_id, message.id, ""), message.sent_at):
        push(caller, conversation, events.message_received(message, conversation))


def mark_moved(caller: Caller, conversation: Conversation, id: int) -> None:
    push(caller, conversation, events.messages_read(conversation.id, caller.role, id))


def mark_found(caller: Caller, conversation: Conversation, id: int) -> None:
    """The mark is already there: an earlier call of this page may have moved it without pushing."""
    if is_due(("MessagesRead", conversation.id, id, caller.role), changed_at(conversation)):
        mark_moved(caller, conversation, id)


def is_due(key: Key, happened_at: int) -> bool:
    return key not in pushed and now_ms() - happened_at < RECENT_MS


def push(caller: Caller, conversation: Conversation, event: LogEvent) -> None:
    outcomes = fanout.publish(events.audiences(conversation), event, sender=events.session_of(caller))
    if "error" in outcomes:
        return
    remember((event["type"], conversation.id, event["id"], event["reader"] if event["type"] == "MessagesRead" else ""))
    if event["type"] == "ChatMessageReceived":  # has both read marks
        pushed.add(("MessagesRead", conversation.id, event["read"]["visitor"], "visitor"))
        pushed.add(("MessagesRead", conversation.id, event["read"]["admin"], "admin"))


def remember(key: Key) -> None:
    if len(pushed) >= MOST_KNOWN:
        pushed.clear()
    pushed.add(key)


def changed_at(conversation: Conversation) -> int:
    """When the conversation changed last, so that its read marks cannot be newer."""
    return int(conversation.changed.partition("#")[0] or 0)
