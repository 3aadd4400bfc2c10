"""Closing a conversation and opening it again, and what its visitor thinks of it.

Each is an entry of the log, so that every page learns of it as of a message, in the same order; the conversation's row
has the result, in the same transaction. A closed conversation is never unread: closing it reads it, and a message opens
it again (`entries.next_of`).
"""

import dataclasses

from chalicelib.chat import messages as log
from chalicelib.errors import Busy, NewerMessages, RatingOff, RatingOver
from chalicelib.model import (
    AdminCaller,
    Conversation,
    ConversationStatus,
    Draft,
    EntryKind,
    Message,
    VisitorCaller,
)
from chalicelib.storage import messages, sites
from chalicelib.storage.messages import Changed

RATED_WITHIN_MS = 24 * 3600 * 1000  # after the closing; until then a rating can be changed. widget/menu says the same.
KINDS: dict[ConversationStatus, EntryKind] = {"closed": "closed", "open": "reopened"}
Stored = tuple[Message, Conversation, tuple[Changed, ...]]


class Unchanged(Exception):
    """The conversation has this status already: another admin was first, or a message opened it."""


def set_status(
    caller: AdminCaller, conversation_id: str, status: ConversationStatus, client_id: str, after: int
) -> Message | None:
    """Returns the entry; None if the conversation has the status already, and nothing was stored.

    Raises `NewerMessages` if the conversation is to be closed and its visitor has written after `after`, and what
    `append` raises.
    """
    try:
        draft = dataclasses.replace(log.draft_of(caller, client_id, after), kind=KINDS[status])
        return log.store(caller, conversation_id, draft)[0]
    except Unchanged:
        return None


def rate(
    caller: VisitorCaller, client_id: str, after: int, closed_id: int, rating: int, comment: str
) -> tuple[Message, bool]:
    """Stores the rating of the closing with this number, in place of an earlier one. Returns the entry and whether it
    is new. Raises `RatingOff`, `RatingOver`, and what `append` raises."""
    site = sites.recent(caller.site_id)
    if site is None or not site.ask_rating:
        raise RatingOff()
    draft = log.draft_of(caller, client_id, after, comment.strip())
    entry = dataclasses.replace(draft, kind="rated", target=closed_id, rating=rating)
    return log.store(caller, caller.conversation_id, entry)


def of_entry(conversation: Conversation, given: Draft, entry: Message, grown: Conversation) -> Stored:
    """Returns the entry and the conversation as they will be stored, and the entries that this one replaces.

    Raises `Unchanged`, `NewerMessages` or `RatingOver`.
    """
    if entry.kind == "rated":
        return rated(conversation, entry, grown)
    if conversation.status == ("closed" if entry.kind == "closed" else "open"):
        raise Unchanged()
    if entry.kind == "reopened":
        return entry, dataclasses.replace(grown, status="open"), ()
    if visitor_wrote(conversation, given.after, entry.sent_at):
        raise NewerMessages("after")
    closed = dataclasses.replace(
        grown,
        status="closed",
        closed_id=entry.id,
        closed_at=entry.sent_at,
        rated_id=0,
        snoozed_until=0,
        waiting_since=0,
    )
    return entry, closed.with_mark("admin", entry.id), ()


def visitor_wrote(conversation: Conversation, after: int, now: int) -> bool:
    """Whether there is a message after the number that the admin's page had: nobody of the team may have seen it."""
    cursor = max(after, conversation.first_id(now) - 1)
    found = (
        messages.after(conversation.id, cursor, conversation.last_id - cursor) if after < conversation.last_id else []
    )
    if len(found) < conversation.last_id - cursor:
        raise Busy()  # a hole: a message that was not seen may be the visitor's
    return any(each.is_message and each.sender_type == "visitor" for each in found)


def rated(conversation: Conversation, entry: Message, grown: Conversation) -> Stored:
    closed_id = conversation.closed_id
    kept = closed_id >= conversation.first_id(entry.sent_at)
    if entry.target != closed_id or not kept or entry.sent_at - conversation.closed_at > RATED_WITHIN_MS:
        raise RatingOver("id")
    earlier = messages.get(conversation.id, conversation.rated_id) if conversation.rated_id else None
    emptied = [Changed(earlier, dataclasses.replace(earlier, body="", target=0, rating=0))] if earlier else []
    return entry, dataclasses.replace(grown, rated_id=entry.id), tuple(emptied)
