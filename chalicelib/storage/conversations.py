"""Conversation rows: read strongly by key, and listed for the inbox by their last message or their last change."""

import dataclasses
from collections.abc import Iterable
from typing import Literal

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.model import Conversation, Role
from chalicelib.model.desk import DeskPart
from chalicelib.storage import mapping
from chalicelib.storage.database import read_batch, read_item
from chalicelib.storage.faults import retryable_as_busy, try_write
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

    None: the mark was there already, or the log has grown since `conversation` was read. Whether the conversation is
    unread depends on both, so neither may change unnoticed.
    """
    row = ConversationRow(conversation.id)
    mark = ConversationRow.admin_read if role == "admin" else ConversationRow.visitor_read
    marked = dataclasses.replace(conversation.with_mark(role, id), changed=changed)
    condition = same_log(conversation) & (mark < id)
    return from_row(row) if try_write(row.update, actions=changes(conversation, marked), condition=condition) else None


@retryable_as_busy()
def replace(previous: Conversation, next: Conversation) -> bool:
    """Stores the row as `next` if its log is still that of `previous`. Returns whether it was stored."""
    row = ConversationRow(previous.id)
    return try_write(row.update, actions=changes(previous, next), condition=same_log(previous))


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
    rows = ConversationRow.inbox.query(site_id, ConversationRow.changed > bound, limit=limit, page_size=limit)
    return [from_row(row) for row in rows]


@retryable_as_busy()
def ids_of_visitor(visitor_id: str, limit: int) -> list[str]:
    """Lists a visitor's conversations, the one that began last first: half a read unit. The index may lag."""
    rows = ConversationRow.visitor.query(visitor_id, scan_index_forward=False, limit=limit, page_size=limit)
    return [row.id for row in rows]


def from_row(row: ConversationRow) -> Conversation:
    return mapping.value_of(Conversation, row)


def to_row(conversation: Conversation) -> ConversationRow:
    row = mapping.row_of(ConversationRow, conversation)
    row.latest_in, row.latest_at, row.desk_in, row.desk_at = index_keys(conversation)
    return row


def changes(previous: Conversation, next: Conversation) -> list[Action]:
    """Returns the update that turns the row of `previous` into the row of `next`: only the columns that differ."""
    actions = mapping.changes(ConversationRow, previous, next)
    for name, before, after in zip(INDEX_KEYS, index_keys(previous), index_keys(next), strict=True):
        if before != after:
            actions.append(mapping.set_to(ConversationRow, name, after))
    return actions


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


def same_log(previous: Conversation) -> Condition:
    """The conversation's own log and its desk log begin and end where they do in `previous`."""
    condition: Condition = (
        (ConversationRow.last_id == previous.last_id)
        & (ConversationRow.kept_from == previous.kept_from)
        & unchanged(ConversationRow.desk_id, previous.desk_id or None)
        & unchanged(ConversationRow.desk_from, previous.desk_from if previous.desk_from > 1 else None)
    )
    return condition


def unchanged(column: NumberAttribute, value: int | None) -> Condition:
    """None: the column is missing."""
    condition: Condition = column.does_not_exist() if value is None else column == value
    return condition
