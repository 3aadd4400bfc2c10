"""Notes: what colleagues write to each other about a conversation. Its visitor never sees them."""

import dataclasses

from chalicelib.desk import colleagues, log
from chalicelib.desk.append import Plan, Planned
from chalicelib.errors import NoteDeleted, NoteNotFound, NoteNotYours
from chalicelib.model import AdminCaller, Conversation
from chalicelib.model.desk import DeskDraft, DeskEntry
from chalicelib.storage import desk
from chalicelib.storage.desk import Changed


def write(
    caller: AdminCaller,
    conversation_id: str,
    client_id: str,
    body: str,
    mentions: tuple[str, ...],
    after: int,
    at_id: int | None,
) -> tuple[DeskEntry, bool]:
    """Stores a note. Returns the entry and whether it is new.

    `mentions`: ids of colleagues who should read it. `at_id`: where its author saw the end of the conversation. Raises
    `ColleagueNotFound`, and what `append` raises.
    """

    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        colleagues.check(caller, mentions)
        return Planned(entry, conversation)

    draft = DeskDraft(client_id, "note", after, at_id, body=body, mentions=mentions)
    entry, _, new = log.store(caller, conversation_id, draft, plan)
    return entry, new


def edit(
    caller: AdminCaller, conversation_id: str, note: int, client_id: str, body: str, after: int
) -> tuple[DeskEntry, bool]:
    """Replaces the text of the caller's own note. Returns the entry and whether it is new.

    Raises `NoteNotFound`, `NoteNotYours`, `NoteDeleted`, and what `append` raises.
    """
    draft = DeskDraft(client_id, "edited", after, body=body, target=note)
    entry, _, new = log.store(caller, conversation_id, draft, plan_for(caller))
    return entry, new


def delete(caller: AdminCaller, conversation_id: str, note: int, client_id: str, after: int) -> tuple[DeskEntry, bool]:
    """Deletes the text of the caller's own note; its number stays. Returns and raises what `edit` does."""
    draft = DeskDraft(client_id, "deleted", after, target=note)
    entry, _, new = log.store(caller, conversation_id, draft, plan_for(caller))
    return entry, new


def plan_for(caller: AdminCaller) -> Plan:
    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        note = own_note(caller, conversation, entry)
        earlier = desk.get(conversation.id, note.edited_by) if note.edited_by else None
        if entry.kind == "edited":
            after = dataclasses.replace(note, body=entry.body, edited_by=entry.id)
        else:
            after = dataclasses.replace(note, body="", mentions=(), edited_by=0, deleted=True)
        changed = [Changed(note, after)]
        if earlier:  # no text that was replaced or deleted stays in the store
            changed.append(Changed(earlier, dataclasses.replace(earlier, body="", target=0)))
        return Planned(entry, conversation, tuple(changed))

    return plan


def own_note(caller: AdminCaller, conversation: Conversation, entry: DeskEntry) -> DeskEntry:
    """The note that the entry is about, if the caller may change it."""
    kept = conversation.first_desk_id(entry.sent_at) <= entry.target <= conversation.desk_id
    note = desk.get(conversation.id, entry.target) if kept else None
    if note is None or note.kind != "note":
        raise NoteNotFound("note")
    if note.author_id != caller.id:
        raise NoteNotYours("note")
    if note.deleted:
        raise NoteDeleted("note")
    return note
