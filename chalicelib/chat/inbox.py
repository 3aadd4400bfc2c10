"""The inbox: the conversations of a site in views, in pages, and as changes since a cursor.

The open views are ordered by the last message, so that reading does not move a conversation. A conversation that comes
back from a snooze is placed at the moment when the snooze ended. The first page of a view contains every unread
conversation, up to `MOST_UNREAD`, so that read ones cannot push unread ones out of sight. Changes since a cursor, read
marks and closings included, come from another index, ordered by the time of the change.

The key of the index `latest` has the end of a snooze for a snoozed conversation, as its place in `SITE#unread` or
`SITE#read` (`Conversation.latest_at`). So these lie in the future: the open views begin at the present, and the view of
the snoozed ones begins there in the other direction. No row is read to be left out, and nothing is written when the
time has come.

All indexes lag a little and are ordered by clocks that differ a little. So a cursor stays `SETTLE_MS` behind the
present. Changes since then are reported again at each poll; pages apply them idempotently.

Every call reads a bounded number of rows. A page of a filtered list may be short, or empty, although there are more:
`older` is null only at the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.storage import blocks, conversations, sites
from chalicelib.storage import inbox as lists
from chalicelib.storage.conversations import InboxPart
from chalicelib.storage.inbox import Chosen, Part

View = Literal["all", "mine", "unassigned", "snoozed", "closed", "blocked"]

SETTLE_MS = 5_000
MOST_UNREAD = 100  # the dashboard counts up to 99, then shows "99+"
FEW = 100  # conversations of an assignee that are read one by one: one request
MOST_COUNTED = 10_000  # of each view


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Conversations in the order of the view. `cursor` is for the next poll, `older` for the next page."""

    conversations: list[Conversation]
    cursor: str
    has_more: bool
    older: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations a view has, up to `MOST_COUNTED`."""

    all: int
    mine: int
    unassigned: int
    snoozed: int
    blocked: int
    elsewhere: Mapping[str, int]  # unread ones at the admin's other sites, up to `MOST_UNREAD`


def read(
    caller: AdminCaller,
    view: View,
    before: str | None,
    limit: int,
    tag: str | None = None,
    assignee_id: str | None = None,
    unread: bool = False,
    language: str | None = None,
) -> InboxPage:
    """Reads a page of a view, from its beginning or after `before`: the newest first, and of the snoozed ones the one
    that comes back first.

    `tag`, `assignee_id` (of an admin; "" for nobody), `unread` and `language`: only those conversations. The first page
    of an open view also contains older unread conversations, beyond `limit`. Conversations whose messages were all
    deleted are left out.
    """
    cursor, now = settled(), now_ms()
    wanted = {"mine": caller.id, "unassigned": ""}.get(view)
    if wanted is not None and assignee_id not in (None, wanted):
        return InboxPage([], cursor, has_more=False)
    chosen = Chosen(assignee_id if wanted is None else wanted, tag, language)
    if view == "blocked":
        page, older = blocked(caller, chosen, unread, before, limit)
    elif view == "snoozed":
        page, older = snoozed(caller, chosen, unread, before, limit, now)
    elif view == "closed":
        page, older = closed(caller, chosen, unread, before, limit)
    else:
        page, older = opened(caller, chosen, unread, before, limit, now)
    kept = [each for each in page if each.first_id(now) <= each.last_id]
    return InboxPage(kept, cursor, has_more=False, older=older)


def opened(
    caller: AdminCaller, chosen: Chosen, unread: bool, before: str | None, limit: int, now: int
) -> tuple[list[Conversation], str | None]:
    if (few := few_of(caller, chosen, now)) is not None:
        found = [each for each in few if chosen.accepts(each) and is_open(each, now) and (each.unread or not unread)]
        return page_of([Part(found, None)], before, limit)
    # Clocks differ: a message may be from the near future.
    below = before or f"{now + SETTLE_MS:013d}"
    most_unread = limit if before else max(limit, MOST_UNREAD)
    parts = [lists.part(caller.site_id, "unread", below, most_unread, chosen)]
    if not unread:
        parts.append(lists.part(caller.site_id, "read", below, limit, chosen))
    return page_of([Part([each for each in part[0] if is_open(each, now)], part[1]) for part in parts], before, limit)


def few_of(caller: AdminCaller, chosen: Chosen, now: int) -> list[Conversation] | None:
    """The conversations of an assignee, if there are few. None: there are many, or it is not about an assignee.

    The keys-only index names them. To read a hundred rows costs a hundred units; to read ten thousand from the index
    `latest`, to find a hundred among them, seven hundred, in ten calls.
    """
    if chosen.assignee_id is None:
        return None
    ids = lists.ids_of_assignee(caller.site_id, chosen.assignee_id, FEW + 1)
    back = lists.back_from_snooze(caller.site_id, now, FEW + 1)
    if len(ids) > FEW or len(back) > FEW:
        return None
    ids += [id for assignee_id, id in back if assignee_id == chosen.assignee_id]
    return conversations.many(ids) if ids else []


def is_open(conversation: Conversation, now: int) -> bool:
    return conversation.status == "open" and not conversation.is_snoozed(now)


def snoozed(
    caller: AdminCaller, chosen: Chosen, unread: bool, before: str | None, limit: int, now: int
) -> tuple[list[Conversation], str | None]:
    names: tuple[InboxPart, ...] = ("unread",) if unread else ("unread", "read")
    above = before or f"{now:013d}"
    parts = [lists.part_above(caller.site_id, name, above, limit, chosen) for name in names]
    kept = [Part([each for each in part.conversations if each.is_snoozed(now)], part.reached) for part in parts]
    return page_of(kept, before, limit, forward=True)


def closed(
    caller: AdminCaller, chosen: Chosen, unread: bool, before: str | None, limit: int
) -> tuple[list[Conversation], str | None]:
    """A closed conversation is never unread."""
    if unread:
        return [], None
    return page_of([lists.part(caller.site_id, "closed", before, limit, chosen)], before, limit)


def blocked(
    caller: AdminCaller, chosen: Chosen, unread: bool, before: str | None, limit: int
) -> tuple[list[Conversation], str | None]:
    """The conversations that the site's blocks name, whatever their status. A site has at most a thousand blocks."""
    ids = ids_of_blocked(caller.site_id)
    found = [
        each
        for each in (conversations.many(ids) if ids else [])
        if each.site_id == caller.site_id and chosen.accepts(each) and (each.unread or not unread)
    ]
    return page_of([Part(found, None)], before, limit)


def ids_of_blocked(site_id: str) -> list[str]:
    site = sites.recent(site_id)
    if site is None or site.blocks_version is None:
        return []
    return list(dict.fromkeys(block.conversation_id for block in blocks.of(site_id)))


def page_of(
    parts: list[Part], before: str | None, limit: int, forward: bool = False
) -> tuple[list[Conversation], str | None]:
    """Merges parts that are in the same order. Returns the page, and the cursor of the next one; None at the end.

    The page goes as far as every part was looked at, and has `limit` conversations at most. The first page of those
    that go back in time has unread ones besides.
    """
    # A conversation that was read between two queries is in both results: the later result counts.
    found = {each.id: each for part in parts for each in part.conversations}
    ordered = sorted(found.values(), key=lambda each: each.latest_at, reverse=not forward)
    if before is not None:
        ordered = [each for each in ordered if (each.latest_at > before if forward else each.latest_at < before)]
    ends = [part.reached for part in parts if part.reached is not None]
    end = (min(ends) if forward else max(ends)) if ends else None
    reached = [each for each in ordered if end is None or within(each.latest_at, end, forward)]
    page, more = reached[:limit], len(reached) > limit
    older = page[-1].latest_at if more else end
    if before is None and not forward:
        shown = {each.id for each in page}
        page += [each for each in ordered if each.id not in shown and each.unread]
    return page, older


def within(key: str, end: str, forward: bool) -> bool:
    return key <= end if forward else key >= end


def counts(caller: AdminCaller) -> Counts:
    """Counts the views, exactly up to `MOST_COUNTED`, and in the same call what is unread at the admin's other sites.

    Costs half a read unit for about thirty open conversations, and at least two units. The index may lag for a moment.
    """
    now, most = now_ms(), MOST_COUNTED
    back = [assignee_id for assignee_id, _ in lists.back_from_snooze(caller.site_id, now, most)]
    return Counts(
        all=min(most, lists.count_open(caller.site_id, most) + len(back)),
        mine=min(most, lists.count_open(caller.site_id, most, caller.id) + back.count(caller.id)),
        unassigned=min(most, lists.count_open(caller.site_id, most, "") + back.count("")),
        snoozed=lists.count_snoozed(caller.site_id, now, most),
        blocked=len(ids_of_blocked(caller.site_id)),
        elsewhere={id: lists.count_unread(id, f"{now + SETTLE_MS:013d}", MOST_UNREAD) for id in caller.other_sites},
    )


def changed_since(caller: AdminCaller, cursor: str, limit: int) -> InboxPage:
    """Reads the conversations that changed after `cursor`. While `has_more`, the caller should ask again at once.
    Includes conversations whose messages were all deleted: that may be the change."""
    latest = settled()
    found = conversations.changed_after(caller.site_id, cursor, limit)
    has_more = len(found) == limit
    return InboxPage(found[::-1], found[-1].changed if has_more else latest, has_more)


def settled() -> str:
    return f"{now_ms() - SETTLE_MS:013d}"
