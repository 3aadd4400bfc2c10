"""Erasing what a visitor wrote and was told: the messages go, their numbers do not.

The row says first that all is gone, then the messages are deleted: no reader waits for a number that is deleted, and
an erasure that is cut short is finished by the next one.
"""

import dataclasses

from chalicelib import audit, events
from chalicelib.chat import conversations
from chalicelib.chat.append import attempts, next_change
from chalicelib.chat.retention import ROW_SECONDS
from chalicelib.errors import Busy
from chalicelib.model import VISITOR_NAME, AdminCaller, Conversation, now_ms
from chalicelib.realtime import fanout
from chalicelib.storage import conversations as rows
from chalicelib.storage import messages


def erase(caller: AdminCaller, conversation_id: str, address: str) -> Conversation:
    """Erases all messages of a conversation, its preview and its visitor's name. What is written later is kept.

    Once more does no harm, and finishes what was cut short. Returns the conversation as it then is. Raises
    `ConversationNotFound`, or `Busy` when there are too many messages for one call or the store refused: call again.
    """
    emptied = empty(caller, conversation_id)
    fanout.publish(events.audiences(emptied), events.conversation_erased(emptied))
    erased = emptied.kept_from - 1
    messages.delete(emptied.id, up_to=erased)
    # Only now may TTL take the row: a row that is gone with messages left would have them for ever.
    rows.replace(emptied, dataclasses.replace(emptied, expires_at=now_ms() // 1000 + ROW_SECONDS))
    # Which numbers, and not how many this call deleted: one that was cut short may have deleted them.
    audit.record(caller.site_id, caller.id, "conversation.erased", emptied.id, address, up_to=erased)
    return emptied


def empty(caller: AdminCaller, conversation_id: str) -> Conversation:
    for _ in attempts():
        try:
            conversation = conversations.load(caller, conversation_id)
            emptied = emptied_of(conversation)
            if rows.replace(conversation, emptied):
                return emptied
        except Busy:
            continue
    raise Busy()


def emptied_of(conversation: Conversation) -> Conversation:
    return dataclasses.replace(
        conversation,
        visitor_name=VISITOR_NAME,
        verified_id=None,
        visitor_email=None,
        address_range=None,
        preview="",
        kept_from=conversation.last_id + 1,
        stretches=(),
        expires_at=None,
        changed=next_change(conversation, now_ms()),
    )
