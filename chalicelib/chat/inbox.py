"""The inbox: one question for all of a site's conversations.

The list comes from an index that lags a little and is ordered by clocks that differ a little. So a cursor stays
`SETTLE_MS` behind the present: what changed since then is told again at each poll, and pages apply it idempotently.
"""

from dataclasses import dataclass

from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.storage import conversations

SETTLE_MS = 5_000


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Conversations, newest change first. `cursor` is for the next poll, `older` for the next older page."""

    conversations: list[Conversation]
    cursor: str
    has_more: bool
    older: str | None = None


def newest(caller: AdminCaller, before: str | None, limit: int) -> InboxPage:
    """Reads the page of conversations that changed last, or last before `before`. Those whose messages are all gone
    are left out, so a page may be short though there are older ones."""
    cursor = settled()
    found = conversations.newest(caller.site_id, before, limit)
    older = found[-1].changed if len(found) == limit else None
    now = now_ms()
    kept = [each for each in found if each.first_id(now) <= each.last_id]
    return InboxPage(kept, cursor, has_more=False, older=older)


def changed_since(caller: AdminCaller, cursor: str, limit: int) -> InboxPage:
    """Reads what changed after `cursor`; while `has_more`, the next question is due at once. A conversation whose
    messages are all gone is among it: that may be what changed."""
    drained = settled()
    found = conversations.changed_after(caller.site_id, cursor, limit)
    has_more = len(found) == limit
    return InboxPage(found[::-1], found[-1].changed if has_more else drained, has_more)


def settled() -> str:
    return f"{now_ms() - SETTLE_MS:013d}"
