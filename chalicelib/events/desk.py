"""The desk log, as admins' pages see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.model import Conversation

if TYPE_CHECKING:
    from chalicelib.events.desk_shapes import ColleaguesChanged, DeskChanged, DeskEntryFields, DeskState
    from chalicelib.model.desk import DeskEntry


def colleagues_changed() -> ColleaguesChanged:
    return {"type": "ColleaguesChanged"}


def desk_changed(entry: DeskEntry, conversation: Conversation) -> DeskChanged:
    return {
        "type": "DeskChanged",
        "conversation_id": entry.conversation_id,
        "id": entry.id,
        "entry": desk_entry_fields(entry),
        "state": desk_state(conversation),
    }


def desk_entry_fields(entry: DeskEntry) -> DeskEntryFields:
    fields: DeskEntryFields = {
        "id": entry.id,
        "client_id": entry.client_id,
        "kind": entry.kind,
        "author": {"id": entry.author_id, "name": entry.author_name},
        "sent_at": entry.sent_at,
        "at_id": entry.at_id,
    }
    if entry.body:
        fields["body"] = entry.body
    if entry.mentions:
        fields["mentions"] = list(entry.mentions)
    if entry.target:
        fields["target"] = entry.target
    if entry.edited_by:
        fields["edited"] = True
    if entry.deleted:
        fields["deleted"] = True
    if entry.kind == "assigned":
        to = entry.assignee_id
        fields["assignee"] = {"id": to, "name": entry.assignee_name} if to else None
    if entry.left_id:
        fields["left"] = {"id": entry.left_id, "name": entry.left_name}
    if entry.added:
        fields["added"] = list(entry.added)
    if entry.removed:
        fields["removed"] = list(entry.removed)
    if entry.until:
        fields["until"] = entry.until
    if entry.other_id:
        fields["other_id"] = entry.other_id
    return fields


def desk_state(conversation: Conversation) -> DeskState:
    state: DeskState = {
        "assignee_id": conversation.assignee_id or None,
        "tags": list(conversation.tags),
        "snoozed_until": conversation.snoozed_until or None,
        "desk_id": conversation.desk_id,
    }
    if conversation.links:
        state["links"] = list(conversation.links)
    return state
