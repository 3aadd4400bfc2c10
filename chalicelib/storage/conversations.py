"""Conversation rows: read strongly by key, listed for the inbox by their last message, and by their last change.

`latest_in` and `latest_at`, the keys of the index `latest`, follow from the other attributes. Every write sets them, so
that a row which older code has written is right again after its next change.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.model import Conversation, Role, Stretch
from chalicelib.storage import batches
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import ConversationRow

INDEX_KEYS = ("latest_in", "latest_at")
FIELDS = tuple(field.name for field in dataclasses.fields(Conversation) if field.name not in ("id", "stored"))


@passing_as_busy()
def get(conversation_id: str) -> Conversation | None:
    """Reads a row strongly: one read unit for each 4 KB."""
    try:
        return from_row(ConversationRow.get(conversation_id, consistent_read=True))
    except ConversationRow.DoesNotExist:
        return None


@passing_as_busy()
def many(ids: Iterable[str]) -> list[Conversation]:
    """Reads rows strongly, a hundred in one request. Those that do not exist are left out; the order is any."""
    return [from_row(row) for row in batches.read(ConversationRow, ids)]


@passing_as_busy()
def mark_read(conversation: Conversation, role: Role, id: int, changed: str) -> Conversation | None:
    """Moves a role's read mark up to `id`; marks only grow. Returns the row as it then is.

    None: the mark was there already, or the log has moved on since `conversation` was read. Whether it is unread
    depends on both, so neither may change unseen.
    """
    row = ConversationRow(conversation.id)
    mark = ConversationRow.admin_read if role == "admin" else ConversationRow.visitor_read
    marked = dataclasses.replace(conversation.with_mark(role, id), changed=changed)
    condition = unmoved(conversation) & (mark < id)
    return from_row(row) if held(row.update, actions=changes(conversation, marked), condition=condition) else None


@passing_as_busy()
def replace(previous: Conversation, next: Conversation) -> bool:
    """Stores the row as `next` if its log is still that of `previous`. Says whether it was."""
    row = ConversationRow(previous.id)
    return held(row.update, actions=changes(previous, next), condition=unmoved(previous))


@passing_as_busy()
def newest(site_id: str, unread: bool, before: str | None, limit: int) -> list[Conversation]:
    """Lists a site's unread conversations, or the others, whose last message sorts below `before`, newest first. The
    index may lag."""
    rows = ConversationRow.latest.query(
        latest_in(site_id, unread),
        ConversationRow.latest_at < before if before else None,
        scan_index_forward=False,
        limit=limit,
        page_size=limit,
    )
    return [from_row(row) for row in rows]


@passing_as_busy()
def changed_after(site_id: str, bound: str, limit: int) -> list[Conversation]:
    """Lists a site's conversations whose last change sorts above `bound`, oldest change first. The index may lag."""
    rows = ConversationRow.inbox.query(site_id, ConversationRow.changed > bound, limit=limit, page_size=limit)
    return [from_row(row) for row in rows]


def from_row(row: ConversationRow) -> Conversation:
    stored = {name: getattr(row, name) for name in FIELDS}
    numbers = stored.pop("stretches") or []
    stretches = tuple(Stretch(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))
    known = {name: value for name, value in stored.items() if value is not None}
    return Conversation(id=row.conversation_id, stretches=stretches, **known)


def to_row(conversation: Conversation) -> ConversationRow:
    return ConversationRow(conversation.id, **attributes(conversation))


def attributes(conversation: Conversation) -> dict[str, Any]:
    """The row's attributes; None where there is none."""
    stretches = [number for each in conversation.stretches for number in dataclasses.astuple(each)]
    return {
        **{name: getattr(conversation, name) for name in FIELDS},
        "kept_from": conversation.kept_from if conversation.kept_from > 1 else None,
        "stretches": stretches or None,
        "latest_in": latest_in(conversation.site_id, conversation.unread),
        "latest_at": conversation.latest_at,
    }


def latest_in(site_id: str, unread: bool) -> str:
    return f"{site_id}#{'unread' if unread else 'read'}"


def changes(previous: Conversation, next: Conversation) -> list[Action]:
    """The update that turns the row of `previous` into that of `next`: only the attributes that differ, and the keys
    of the index, which older code may have left as they were."""
    before, after = attributes(previous), attributes(next)
    different = [name for name in after if before[name] != after[name] or name in INDEX_KEYS]
    return [set_to(getattr(ConversationRow, name), after[name]) for name in different]


def unmoved(previous: Conversation) -> Condition:
    """The log neither ends nor begins elsewhere than in `previous`."""
    began: Condition = ConversationRow.kept_from.does_not_exist()
    if previous.kept_from > 1:
        began = ConversationRow.kept_from == previous.kept_from
    condition: Condition = (ConversationRow.last_id == previous.last_id) & began
    return condition


def set_to(attribute: Attribute[Any], value: Any) -> Action:
    return attribute.remove() if value is None else attribute.set(value)
