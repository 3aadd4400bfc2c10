"""The inbox: one question for all of a site's conversations.

The list is ordered by the last message, so that reading moves nothing, and its first page has every conversation that
is unread, up to `MOST_UNREAD`: what waits cannot be buried under what was read. What changed since a cursor, read
marks included, comes from another index, by the time of the change.

Both indexes lag a little and are ordered by clocks that differ a little. So a cursor stays `SETTLE_MS` behind the
present: what changed since then is reported again at each poll, and pages apply it idempotently.
"""

from dataclasses import dataclass

from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.storage import conversations

SETTLE_MS = 5_000
MOST_UNREAD = 100  # the dashboard counts up to 99, then shows "99+"


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Conversations, newest first. `cursor` is for the next poll, `older` for the next older page."""

    conversations: list[Conversation]
    cursor: str
    has_more: bool
    older: str | None = None


def newest(caller: AdminCaller, before: str | None, limit: int) -> InboxPage:
    """Reads the page of conversations whose last message is the newest, or the newest before `before`.

    The first page has the older unread ones as well, beyond `limit`. Conversations whose messages are all gone are
    left out, so a page may be short though there are older ones.
    """
    cursor = settled()
    most_unread = limit if before else max(limit, MOST_UNREAD)
    unread = conversations.newest(caller.site_id, True, before, most_unread)
    others = conversations.newest(caller.site_id, False, before, limit)
    # One that was read between the two questions is in both answers: the later one counts.
    found = sorted({each.id: each for each in [*unread, *others]}.values(), key=by_last_message, reverse=True)
    older = found[limit - 1].latest_at if len(found) >= limit else None
    page = [each for at, each in enumerate(found) if at < limit or (before is None and each.unread)]
    now = now_ms()
    kept = [each for each in page if each.first_id(now) <= each.last_id]
    return InboxPage(kept, cursor, has_more=False, older=older)


def by_last_message(conversation: Conversation) -> str:
    return conversation.latest_at


def changed_since(caller: AdminCaller, cursor: str, limit: int) -> InboxPage:
    """Reads what changed after `cursor`; while `has_more`, the next question is due at once. A conversation whose
    messages are all gone is among it: that may be what changed."""
    drained = settled()
    found = conversations.changed_after(caller.site_id, cursor, limit)
    has_more = len(found) == limit
    return InboxPage(found[::-1], found[-1].changed if has_more else drained, has_more)


def settled() -> str:
    return f"{now_ms() - SETTLE_MS:013d}"
