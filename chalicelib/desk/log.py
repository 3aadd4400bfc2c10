"""Storing an entry of the desk log and pushing it to the site's admins, and reading those after a number."""

from dataclasses import dataclass

from chalicelib import events
from chalicelib.chat import conversations, pushes
from chalicelib.desk.append import Plan, append
from chalicelib.errors import CursorAhead
from chalicelib.events.desk import desk_changed
from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.model.desk import DeskDraft, DeskEntry
from chalicelib.realtime import fanout
from chalicelib.storage import desk


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Entries after a cursor. `last_id` is the next cursor; with `has_more` there are more entries after it. Entries
    below `first_id` were deleted: readers must not wait for them."""

    entries: list[DeskEntry]
    last_id: int
    has_more: bool
    conversation: Conversation
    first_id: int = 1


def since(caller: AdminCaller, conversation_id: str, since_id: int, limit: int) -> DeskPage:
    """Reads up to `limit` entries after `since_id`. Raises `ConversationNotFound` or `CursorAhead`."""
    conversation = conversations.load(caller, conversation_id)
    if since_id > conversation.desk_id:
        raise CursorAhead("since_id")
    first_id = conversation.first_desk_id(now_ms())
    cursor = max(since_id, first_id - 1)
    # Never beyond the row's `desk_id`: a cursor ahead of the row would be refused.
    available = min(limit, conversation.desk_id - cursor)
    found = desk.after(conversation.id, cursor, available) if available > 0 else []
    last_id = found[-1].id if found else cursor
    return DeskPage(found, last_id, last_id < conversation.desk_id, conversation, first_id)


def store(
    caller: AdminCaller, conversation_id: str, draft: DeskDraft, plan: Plan
) -> tuple[DeskEntry, Conversation, bool]:
    """Stores an entry once, however often it is sent, and pushes it to the site's admins, and to nobody else.

    Returns and raises what `append` does. A retry pushes again if the first call may not have done so.
    """
    entry, conversation, new = append(caller, conversation_id, draft, plan)
    if new or pushes.is_due(push_key(entry), entry.sent_at):
        push(caller, entry, conversation)
    return entry, conversation, new


def push(caller: AdminCaller, entry: DeskEntry, conversation: Conversation) -> None:
    audience = [events.admins_audience(conversation.site_id)]
    outcomes = fanout.publish(audience, desk_changed(entry, conversation), sender=events.session_of(caller))
    if "error" not in outcomes:
        pushes.remember(push_key(entry))


def push_key(entry: DeskEntry) -> tuple[str, str, int, str]:
    return "DeskChanged", entry.conversation_id, entry.id, ""
