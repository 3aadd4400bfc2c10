"""The lists of the inbox, read from the indexes `latest` and `desk`, a bounded number of rows in each call."""

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.pagination import PageIterator

from chalicelib.model import Conversation
from chalicelib.model.desk import DeskPart
from chalicelib.storage.conversations import NOBODY, InboxPart, desk_in, from_row, latest_in
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import ConversationRow

FILTERED_ROWS = 200  # read in one request where a filter may leave out most of them
MOST_TAKEN = 100  # open conversations of one admin, in one request
MOST_LOOKED_AT = 1000  # rows of a part of the inbox, for one page of a filtered list


class Chosen(NamedTuple):
    """Which conversations of a list are wanted. `assignee_id`: "" for nobody's; None: whoever's it is."""

    assignee_id: str | None = None
    tag: str | None = None
    language: str | None = None

    @property
    def all(self) -> bool:
        return self == Chosen()

    def accepts(self, conversation: Conversation) -> bool:
        return (
            self.assignee_id in (None, conversation.assignee_id)
            and self.language in (None, conversation.language)
            and (self.tag is None or self.tag in conversation.tags)
        )


class Part(NamedTuple):
    """Conversations of a part of the inbox, in order. `reached`: the sort key up to which every one was looked at, that
    one included. None: to the end."""

    conversations: list[Conversation]
    reached: str | None


@retryable_as_busy()
def part(site_id: str, name: InboxPart, below: str | None, limit: int, chosen: Chosen) -> Part:
    """Lists the conversations whose sort key is below `below`, the newest first. The index may lag."""
    condition = ConversationRow.latest_at < below if below else None
    return looked_at(latest_in(site_id, name), condition, limit, chosen, forward=False)


@retryable_as_busy()
def part_above(site_id: str, name: InboxPart, above: str, limit: int, chosen: Chosen) -> Part:
    """Lists the conversations whose sort key is above `above`, the one with the lowest first."""
    return looked_at(latest_in(site_id, name), ConversationRow.latest_at > above, limit, chosen, forward=True)


def looked_at(key: str, condition: Condition | None, limit: int, chosen: Chosen, forward: bool) -> Part:
    pages = ConversationRow.latest.query(
        key,
        condition,
        filter_condition=filter_of(chosen),
        scan_index_forward=forward,
        page_size=limit if chosen.all else FILTERED_ROWS,
    ).page_iter
    found: list[Conversation] = []
    looked = 0
    for page in pages:
        found += [from_row(ConversationRow.from_raw_data(item)) for item in page["Items"]]
        looked += page["ScannedCount"]
        last = page.get("LastEvaluatedKey")
        if last and (len(found) >= limit or looked >= MOST_LOOKED_AT):
            return Part(found, last["latest_at"]["S"])
    return Part(found, None)


def filter_of(chosen: Chosen) -> Condition | None:
    parts: list[Condition] = []
    if chosen.assignee_id is not None:
        own: Condition = ConversationRow.assignee_id == chosen.assignee_id
        parts.append(own if chosen.assignee_id else ConversationRow.assignee_id.does_not_exist())
    if chosen.tag is not None:
        parts.append(ConversationRow.tags.contains(chosen.tag))
    if chosen.language is not None:
        parts.append(ConversationRow.language == chosen.language)
    return reduce(and_, parts) if parts else None


@retryable_as_busy()
def ids_of_assignee(site_id: str, assignee_id: str, limit: int) -> list[str]:
    """Lists open conversations that were not snoozed, in any order: half a read unit for about thirty."""
    begins = ConversationRow.desk_at.startswith(f"{assignee_id or NOBODY}#")
    rows = ConversationRow.desk.query(desk_in(site_id, "open"), begins, limit=limit, page_size=limit)
    return [row.id for row in rows]


@retryable_as_busy()
def assigned_after(
    site_id: str, name: DeskPart, assignee_id: str, after: str
) -> tuple[list[tuple[str, str]], str | None]:
    """Lists the open or the snoozed conversations of an admin, in the order of their keys, above the key `after`: for
    each its key and its id. The second value is the key to go on after; None at the end.

    Snoozed ones are sorted by time, so the keys of those of others are read too: 1,000 in a request.
    """
    if name == "open":
        own = f"{assignee_id}#"
        # Ids have no characters as low as a space, or as high as a tilde.
        condition: Condition = ConversationRow.desk_at.between(f"{after} " if after else own, f"{own}~")
    else:
        condition = ConversationRow.desk_at > (after or " ")
    limit = MOST_TAKEN if name == "open" else MOST_LOOKED_AT
    pages = ConversationRow.desk.query(desk_in(site_id, name), condition, page_size=limit).page_iter
    page = next(iter(pages))
    keys = [(item["desk_at"]["S"], item["conversation_id"]["S"]) for item in page["Items"]]
    last = page.get("LastEvaluatedKey")
    found = [(key, id) for key, id in keys if name == "open" or assignee_of(key) == assignee_id]
    return found, last["desk_at"]["S"] if last else None


@retryable_as_busy()
def back_from_snooze(site_id: str, now: int, limit: int) -> list[tuple[str, str]]:
    """Lists the conversations whose snooze has ended, and that nobody has written in or closed since: for each its
    assignee, "" for nobody, and its id."""
    ended = ConversationRow.desk_at < f"{now + 1:013d}"
    rows = ConversationRow.desk.query(desk_in(site_id, "snoozed"), ended, limit=limit, page_size=limit)
    return [(assignee_of(row.desk_at), row.id) for row in rows]


def assignee_of(desk_at: str) -> str:
    """Of the key of a snoozed conversation, as `conversations.desk_keys` writes it."""
    assignee_id = desk_at.split("#")[1]
    return "" if assignee_id == NOBODY else assignee_id


@retryable_as_busy()
def count_unread(site_id: str, before: str, most: int) -> int:
    """Counts up to `most` unread conversations whose place is before this one: those after it are snoozed."""
    table = ConversationRow._get_connection()
    key, earlier = latest_in(site_id, "unread"), ConversationRow.latest_at < before
    counted = table.query(key, earlier, index_name="latest", limit=most, select="COUNT")
    return int(counted["Count"])


def count_open(site_id: str, most: int, assignee_id: str | None = None) -> int:
    """Counts up to `most` open conversations that were not snoozed. None: whoever's they are."""
    begins = None if assignee_id is None else ConversationRow.desk_at.startswith(f"{assignee_id or NOBODY}#")
    return count(site_id, "open", begins, most)


def count_snoozed(site_id: str, now: int, most: int) -> int:
    return count(site_id, "snoozed", ConversationRow.desk_at > f"{now + 1:013d}", most)


@retryable_as_busy()
def count(site_id: str, name: DeskPart, condition: Condition | None, most: int) -> int:
    """DynamoDB counts about 8,000 of these entries in a request, and returns none of them."""
    counted = 0
    request = {"range_key_condition": condition, "index_name": "desk", "limit": most, "select": "COUNT"}
    pages: Iterator[dict[str, Any]] = PageIterator(
        ConversationRow._get_connection().query, (desk_in(site_id, name),), request
    )
    for page in pages:
        counted += page["Count"]
        if counted >= most:
            return most
    return counted
