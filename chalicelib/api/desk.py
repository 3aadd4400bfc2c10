"""The team's work on a conversation: notes, who takes care of it, its tags, and snoozing it."""

import re

from chalice import Blueprint

from chalicelib import logs
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.desk import ChangedDesk, Colleagues, DeskLog, StoredNote
from chalicelib.api.callers import READER, WRITER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.desk import (
    Assign,
    ChangeTags,
    ColleaguesQuery,
    DeleteNote,
    DeskQuery,
    EditNote,
    Link,
    Snooze,
    WriteNote,
)
from chalicelib.api.serialize import desk as serialize
from chalicelib.desk import colleagues, links, log, notes, work
from chalicelib.errors import NoteNotFound
from chalicelib.events.desk import desk_entry_fields
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.desk import DeskEntry

blueprint = Blueprint(__name__)

NUMBER = re.compile(r"[1-9][0-9]{0,15}")


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/desk", READER, query=DeskQuery, also_posted=True)
def read_desk(call: Call[AdminCaller, None, DeskQuery], conversation_id: str) -> Ok[DeskLog]:
    return Ok(serialize.page(log.since(call.caller, conversation_id, call.query.since_id, call.query.limit)))


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/notes", WRITER, body=WriteNote)
def write_note(call: Call[AdminCaller, WriteNote, None], conversation_id: str) -> Ok[StoredNote] | Created[StoredNote]:
    body = call.body
    mentions = tuple(body.mentions)
    entry, new = notes.write(call.caller, conversation_id, body.client_id, body.body, mentions, body.after, body.at_id)
    if entry.mentions:
        alert_soon(entry)
    return stored(entry, new)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/notes/{note}/edit", WRITER, body=EditNote)
def edit_note(
    call: Call[AdminCaller, EditNote, None], conversation_id: str, note: str
) -> Ok[StoredNote] | Created[StoredNote]:
    body = call.body
    return stored(*notes.edit(call.caller, conversation_id, number(note), body.client_id, body.body, body.after))


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/notes/{note}/delete", WRITER, body=DeleteNote)
def delete_note(
    call: Call[AdminCaller, DeleteNote, None], conversation_id: str, note: str
) -> Ok[StoredNote] | Created[StoredNote]:
    body = call.body
    return stored(*notes.delete(call.caller, conversation_id, number(note), body.client_id, body.after))


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/assignee", WRITER, body=Assign)
def assign(call: Call[AdminCaller, Assign, None], conversation_id: str) -> Ok[ChangedDesk]:
    body = call.body
    return Ok(
        serialize.changed(*work.assign(call.caller, conversation_id, body.assignee_id, body.client_id, body.after))
    )


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/tags", WRITER, body=ChangeTags)
def change_tags(call: Call[AdminCaller, ChangeTags, None], conversation_id: str) -> Ok[ChangedDesk]:
    body = call.body
    return Ok(
        serialize.changed(*work.tag(call.caller, conversation_id, body.add, body.remove, body.client_id, body.after))
    )


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/snooze", WRITER, body=Snooze)
def snooze(call: Call[AdminCaller, Snooze, None], conversation_id: str) -> Ok[ChangedDesk]:
    body = call.body
    return Ok(
        serialize.changed(
            *work.snooze(call.caller, conversation_id, body.until, body.client_id, body.after, body.at_id)
        )
    )


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/links", WRITER, body=Link)
def link(call: Call[AdminCaller, Link, None], conversation_id: str) -> Ok[ChangedDesk]:
    body = call.body
    return Ok(
        serialize.changed(
            *links.change(call.caller, conversation_id, body.other_id, body.linked, body.client_id, body.after)
        )
    )


@endpoint(blueprint, "GET", "/admin/colleagues", READER, query=ColleaguesQuery, also_posted=True)
def list_colleagues(call: Call[AdminCaller, None, ColleaguesQuery]) -> Ok[Colleagues]:
    return Ok({"colleagues": [{"id": each.id, "name": each.name} for each in colleagues.all_of(call.caller)]})


def alert_soon(entry: DeskEntry) -> None:
    """A job alerts the colleagues who are mentioned. Also for a retry: the first call may have ended before this.

    The note is stored: a failure here is logged, and is no reason to send it again.
    """
    from chalicelib.notify import schedules  # few notes mention somebody
    from chalicelib.notify.jobs import Mention

    try:
        for admin_id in entry.mentions:
            if admin_id != entry.author_id:
                schedules.at(Mention(entry.conversation_id, entry.id, admin_id), now_ms())
    except Exception:  # noqa: BLE001 - whatever failed, the note is stored and shown
        logs.error("mention_not_scheduled", conversation_id=entry.conversation_id)


def stored(entry: DeskEntry, new: bool) -> Ok[StoredNote] | Created[StoredNote]:
    answer: StoredNote = {"entry": desk_entry_fields(entry)}
    return Created(answer) if new else Ok(answer)


def number(note: str) -> int:
    if not NUMBER.fullmatch(note):
        raise NoteNotFound("note")
    return int(note)
