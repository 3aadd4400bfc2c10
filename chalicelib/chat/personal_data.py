"""Exporting and erasing what is stored about a visitor.

Erasing deletes the messages of a conversation; their numbers stay used. The conversation's row is changed first, to say
that all messages are deleted: so no reader waits for a deleted number, and an interrupted erasure is finished by the
next one.
"""

import dataclasses

from chalicelib import audit, events
from chalicelib.chat import conversations, remembered
from chalicelib.chat.append import attempts
from chalicelib.chat.entries import next_change
from chalicelib.chat.messages import Page, page_of
from chalicelib.chat.retention import ROW_SECONDS
from chalicelib.errors import Busy
from chalicelib.model import VISITOR_NAME, AdminCaller, Conversation, now_ms
from chalicelib.realtime import fanout
from chalicelib.storage import contexts, messages
from chalicelib.storage import conversations as rows

PAGE_MESSAGES = 1000  # of an export


def export(caller: AdminCaller, conversation_id: str, since_id: int, address: str) -> Page:
    """Reads a conversation and up to 1,000 of its messages after `since_id`. Raises `ConversationNotFound`."""
    page = page_of(conversations.load(caller, conversation_id), since_id, PAGE_MESSAGES)
    audit.record(caller.site_id, caller.id, "conversation.exported", page.conversation.id, address, after=since_id)
    return page


def erase(caller: AdminCaller, conversation_id: str, address: str) -> Conversation:
    """Erases all messages of a conversation and their files, its desk log and its tags, its preview, its visitor's name
    and what the visitor's page said, not later messages.

    May be repeated, and then finishes an interrupted erasure. Returns the changed conversation. Raises
    `ConversationNotFound`, or `Busy` if there are too many messages for one call or the store was busy: retry.
    """
    from chalicelib.chat import attachments  # few calls need these
    from chalicelib.search import people
    from chalicelib.storage import desk

    emptied = empty(caller, conversation_id)
    erased = emptied.kept_from - 1
    # From here on nobody can read the messages, so the entry must not be lost with the rest of the call; and an owner
    # who has seen the conversation disappear finds it. `up_to`: the last number, not how many this call deletes,
    # because an interrupted call may have deleted some before.
    audit.record(caller.site_id, caller.id, "conversation.erased", emptied.id, address, up_to=erased)
    fanout.publish(events.audiences(emptied), events.conversation_erased(emptied))
    remembered.memory.forget(emptied.id)
    attachments.delete_all(emptied.id, up_to=erased)
    messages.delete(emptied.id, up_to=erased)
    desk.delete(emptied.id, up_to=emptied.desk_from - 1)
    contexts.empty(emptied.id, up_to=erased)
    people.index(emptied)  # the words of the messages follow by the stream, as their rows are deleted
    # Only now may TTL delete the row: without the row, messages that are left would never be deleted.
    let_expire(emptied)
    return emptied


def empty(caller: AdminCaller, conversation_id: str) -> Conversation:
    for _ in attempts():
        try:
            conversation = conversations.load(caller, conversation_id)
            if conversation.links:
                raise Busy()  # one was made since `desk.erasure` has ended them: a retry ends it too
            if emptied := rows.replace(conversation, emptied_of(conversation)):
                return emptied
        except Busy:
            continue
    raise Busy()


def let_expire(emptied: Conversation) -> None:
    """TTL may delete the row, unless something was written in the conversation since it was emptied."""
    found: Conversation | None = emptied
    for _ in attempts():
        if found is None or ends(found) != ends(emptied):
            return
        if rows.replace(found, dataclasses.replace(found, expires_at=now_ms() // 1000 + ROW_SECONDS)):
            return
        found = rows.get(emptied.id)
    raise Busy()


def ends(conversation: Conversation) -> tuple[int, int, int, int]:
    """Where both logs begin and end."""
    return conversation.kept_from, conversation.last_id, conversation.desk_from, conversation.desk_id


def emptied_of(conversation: Conversation) -> Conversation:
    return dataclasses.replace(
        conversation,
        visitor_name=VISITOR_NAME,
        verified_id=None,
        visitor_email=None,
        contact_email=None,
        contact_name=None,
        contact_state="",
        contact_language="",
        contact_secret="",
        reply_secret="",
        address_range=None,
        language="",
        preview="",
        closed_id=0,
        closed_at=0,
        rated_id=0,
        kept_from=conversation.last_id + 1,
        stretches=(),
        waiting_since=0,
        assignee_id="",
        tags=(),
        snoozed_until=0,
        desk_from=conversation.desk_id + 1,
        desk_stretches=(),
        expires_at=None,
        changed=next_change(conversation, now_ms()),
    )
