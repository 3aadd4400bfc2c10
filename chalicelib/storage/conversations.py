"""Conversation rows: read strongly by key, and listed for the inbox by their last message or their last change."""

import dataclasses
import secrets
from collections.abc import Iterable
from typing import Any, Literal

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.model import Conversation, Role
from chalicelib.model.desk import DeskPart
from chalicelib.storage import expressions, mapping
from chalicelib.storage.database import Item, read_batch, read_item
from chalicelib.storage.expressions import Requirement, number, text
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.mapping import Difference
from chalicelib.storage.queries import query
from chalicelib.storage.tables import ConversationRow

InboxPart = Literal["unread", "read", "closed"]  # the first two are of open conversations

INDEX_KEYS = ("latest_in", "latest_at", "desk_in", "desk_at")
NOBODY = "-"  # as the assignee; no admin has this id


@retryable_as_busy()
def get(conversation_id: str) -> Conversation | None:
    """Reads a row strongly: one read unit for each 4 KB."""
    item = read_item(ConversationRow, conversation_id)
    return mapping.value_of_item(Conversation, ConversationRow, item) if item else None


@retryable_as_busy()
def many(ids: Iterable[str]) -> list[Conversation]:
    """Reads rows strongly, a hundred in one request, in any order. Those that do not exist are omitted."""
    return [from_row(row) for row in read_batch(ConversationRow, ids)]


@retryable_as_busy()
def mark_read(conversation: Conversation, role: Role, id: int, changed: str) -> Conversation | None:
    """Moves a role's read mark up to `id`; marks only grow. Returns the updated conversation.

    None: the mark was there already, or the row has changed since `conversation` was read: whether the conversation is
    unread depends on both. The version stays: what else is in the row does not depend on the marks.
    """
    row = ConversationRow(conversation.id)
    mark = ConversationRow.admin_read if role == "admin" else ConversationRow.visitor_read
    marked = dataclasses.replace(conversation.with_mark(role, id), changed=changed)
    condition = is_version(conversation) & (mark < id)
    return from_row(row) if try_write(row.update, actions=changes(conversation, marked), condition=condition) else None


@retryable_as_busy()
def replace(previous: Conversation, next: Conversation) -> Conversation | None:
    """Stores the row as `next` if it still is as `previous`, apart from read marks. Returns it as it was stored, or
    None."""
    row, stored = ConversationRow(previous.id), with_new_version(next)
    # The second: the client repeats a request whose answer was lost.
    condition = is_version(previous) | is_version(stored)
    return stored if try_write(row.update, actions=changes(previous, stored), condition=condition) else None


@retryable_as_busy()
def newest(site_id: str, part: InboxPart, before: str | None, limit: int) -> list[Conversation]:
    """Lists the conversations in a part of a site's inbox whose last message sorts below `before`, newest first.

    The index may lag.
    """
    rows = ConversationRow.latest.query(
        latest_in(site_id, part),
        ConversationRow.latest_at < before if before else None,
        scan_index_forward=False,
        limit=limit,
        page_size=limit,
    )
    return [from_row(row) for row in rows]


@retryable_as_busy()
def changed_after(site_id: str, bound: str, limit: int) -> list[Conversation]:
    """Lists a site's conversations whose last change sorts above `bound`, oldest change first. The index may lag."""
    keys = {":site_id": {"S": site_id}, ":changed": {"S": bound}}
    items = query(ConversationRow, "#site_id = :site_id AND #changed > :changed", keys, limit, index="inbox")
    return [mapping.value_of_item(Conversation, ConversationRow, item) for item in items]


@retryable_as_busy()
def ids_of_visitor(visitor_id: str, limit: int) -> list[str]:
    """Lists a visitor's conversations, the one that began last first: half a read unit. The index may lag."""
    rows = ConversationRow.visitor.query(visitor_id, scan_index_forward=False, limit=limit, page_size=limit)
    return [row.id for row in rows]


def from_row(row: ConversationRow) -> Conversation:
    return mapping.value_of(Conversation, row)


def to_item(conversation: Conversation) -> Item:
    keys = zip(INDEX_KEYS, index_keys(conversation), strict=True)
    item = mapping.item_of(ConversationRow, conversation)
    return item | {name: {"S": key} for name, key in keys if key is not None}


def changes(previous: Conversation, next: Conversation) -> list[Action]:
    return mapping.actions(ConversationRow, difference(previous, next))


def difference(previous: Conversation, next: Conversation) -> Difference:
    """Returns the update that turns the row of `previous` into the row of `next`: only the columns that differ.

    After a message it is known whether the conversation is unread, whatever the marks were before. So that key is
    always set then: a mark may have moved since `previous` was read.
    """
    found = mapping.difference(ConversationRow, previous, next)
    grown = next.last_id > previous.last_id
    for name, before, after in zip(INDEX_KEYS, index_keys(previous), index_keys(next), strict=True):
        if before != after or (grown and name == "latest_in"):
            found[name] = after
    return found


def index_keys(conversation: Conversation) -> tuple[str, str, str | None, str | None]:
    """The keys of the indexes `latest` and `desk`, which follow from the other columns."""
    site_id = conversation.site_id
    desk_in, desk_at = desk_keys(conversation)
    return latest_in(site_id, part_of(conversation)), conversation.latest_at, desk_in, desk_at


def part_of(conversation: Conversation) -> InboxPart:
    if conversation.status == "closed":
        return "closed"
    return "unread" if conversation.unread else "read"


def latest_in(site_id: str, part: InboxPart) -> str:
    return f"{site_id}#{part}"


def desk_keys(conversation: Conversation) -> tuple[str, str] | tuple[None, None]:
    """Closed and erased conversations are not in the index. One whose snooze has ended stays where it is: those who
    read the index compare its time with the clock."""
    if conversation.status == "closed" or not conversation.has_messages:
        return None, None
    assigned = f"{conversation.assignee_id or NOBODY}#{conversation.id}"
    if conversation.snoozed_until:
        return desk_in(conversation.site_id, "snoozed"), f"{conversation.snoozed_until:013d}#{assigned}"
    return desk_in(conversation.site_id, "open"), assigned


def desk_in(site_id: str, part: DeskPart) -> str:
    return f"{site_id}#{part}"


def with_new_version(conversation: Conversation) -> Conversation:
    return dataclasses.replace(conversation, version=secrets.token_urlsafe(6))


def is_version(conversation: Conversation) -> Condition:
    """The row is as in `conversation`, apart from read marks."""
    condition: Condition = ConversationRow.version == conversation.version
    return condition


def update(previous: Conversation, next: Conversation, requirement: Requirement) -> dict[str, Any]:
    """Of a transaction."""
    return expressions.update(
        ConversationRow, {"conversation_id": text(next.id)}, difference(previous, next), requirement
    )


def has_version(conversation: Conversation) -> Requirement:
    """As `is_version`, in a transaction."""
    return Requirement("#version = :version", ("version",), {":version": text(conversation.version)})


def has_marks(conversation: Conversation) -> Requirement:
    return Requirement(
        "#admin_read = :admin_read AND #visitor_read = :visitor_read",
        ("admin_read", "visitor_read"),
        {":admin_read": number(conversation.admin_read), ":visitor_read": number(conversation.visitor_read)},
    )
