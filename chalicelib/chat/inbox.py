"""The inbox: all conversations of a site, in pages and as changes since a cursor.

The list is ordered by the last message, so that reading does not move a conversation. Its first page contains every
unread conversation, up to `MOST_UNREAD`, so that read ones cannot push unread ones out of sight. Closed conversations
are a list of their own. Changes since a cursor, read marks and closings included, come from another index, ordered by
the time of the change.

Both indexes lag a little and are ordered by clocks that differ a little. So a cursor stays `SETTLE_MS` behind the
present. Changes since then are reported again at each poll; pages apply them idempotently.
"""

from dataclasses import dataclass

from chalicelib.model import AdminCaller, Conversation, ConversationStatus, now_ms
from chalicelib.storage import conversations

SETTLE_MS = 5_000
MOST_UNREAD = 100  # the dashboard counts up to 99, then shows "99+"


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Conversations, newest first. `cursor` is for the next poll, `older` for the next page of older ones."""

    conversations: list[Conversation]
    cursor: str
    has_more: bool
    older: str | None = None


def newest(caller: AdminCaller, status: ConversationStatus, before: str | None, limit: int) -> InboxPage:
    """Reads a page of conversations by the time of their last message, starting with the newest or after `before`.

    The first page of the open ones also contains older unread conversations, beyond `limit`. Conversations whose
    messages were all deleted are left out, so a page may be short although older ones follow.
    """
    cursor = settled()
    found = closed(caller, before, limit) if status == "closed" else opened(caller, before, limit)
    older = found[limit - 1].latest_at if len(found) >= limit else None
    page = [each for at, each in enumerate(found) if at < limit or (before is None and each.unread)]
    now = now_ms()
    kept = [each for each in page if each.first_id(now) <= each.last_id]
    return InboxPage(kept, cursor, has_more=False, older=older)


def opened(caller: AdminCaller, before: str | None, limit: int) -> list[Conversation]:
    most_unread = limit if before else max(limit, MOST_UNREAD)
    unread = conversations.newest(caller.site_id, "unread", before, most_unread)
    others = conversations.newest(caller.site_id, "read", before, limit)
    # A conversation that was read between the two queries is in both results: the later result counts.
    return sorted({each.id: each for each in [*unread, *others]}.values(), key=by_last_message, reverse=True)


def closed(caller: AdminCaller, before: str | None, limit: int) -> list[Conversation]:
    return conversations.newest(caller.site_id, "closed", before, limit)


def by_last_message(conversation: Conversation) -> str:
    return conversation.latest_at


def changed_since(caller: AdminCaller, cursor: str, limit: int) -> InboxPage:
    """Reads the conversations that changed after `cursor`. While `has_more`, the caller should ask again at once.
    Includes conversations whose messages were all deleted: that may be the change."""
    latest = settled()
    found = conversations.changed_after(caller.site_id, cursor, limit)
    has_more = len(found) == limit
    return InboxPage(found[::-1], found[-1].changed if has_more else latest, has_more)


def settled() -> str:
    return f"{now_ms() - SETTLE_MS:013d}"
