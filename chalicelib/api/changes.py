"""Editing and deleting one's own messages. Each is an entry of the log, sent as a message is: a retry is made once."""

import re

from chalice import Blueprint

from chalicelib import events
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.conversations import Sent
from chalicelib.api.callers import VISITOR, WRITER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.messages import DeleteMessage, EditMessage
from chalicelib.errors import MessageNotFound
from chalicelib.model import AdminCaller, Caller, VisitorCaller

blueprint = Blueprint(__name__)

NUMBER = re.compile(r"[1-9][0-9]{0,15}")


@endpoint(blueprint, "POST", "/chatbot/messages/{id}/edit", VISITOR, body=EditMessage)
def edit_message(call: Call[VisitorCaller, EditMessage, None], id: str) -> Ok[Sent] | Created[Sent]:
    return edited(call.caller, call.caller.conversation_id, id, call.body)


@endpoint(blueprint, "POST", "/chatbot/messages/{id}/delete", VISITOR, body=DeleteMessage)
def delete_message(call: Call[VisitorCaller, DeleteMessage, None], id: str) -> Ok[Sent] | Created[Sent]:
    return deleted(call.caller, call.caller.conversation_id, id, call.body)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/messages/{id}/edit", WRITER, body=EditMessage)
def edit_message_by_admin(
    call: Call[AdminCaller, EditMessage, None], conversation_id: str, id: str
) -> Ok[Sent] | Created[Sent]:
    return edited(call.caller, conversation_id, id, call.body)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/messages/{id}/delete", WRITER, body=DeleteMessage)
def delete_message_by_admin(
    call: Call[AdminCaller, DeleteMessage, None], conversation_id: str, id: str
) -> Ok[Sent] | Created[Sent]:
    return deleted(call.caller, conversation_id, id, call.body)


# The use cases are imported by the first call that needs them: few calls do, and every cold start would wait.


def edited(caller: Caller, conversation_id: str, id: str, body: EditMessage) -> Ok[Sent] | Created[Sent]:
    from chalicelib.chat import changes

    entry, new = changes.edit(caller, conversation_id, number(id), body.client_id, body.body, body.after)
    sent: Sent = {"message": events.message_fields(entry)}
    return Created(sent) if new else Ok(sent)


def deleted(caller: Caller, conversation_id: str, id: str, body: DeleteMessage) -> Ok[Sent] | Created[Sent]:
    from chalicelib.chat import changes

    entry, new = changes.delete(caller, conversation_id, number(id), body.client_id, body.after)
    sent: Sent = {"message": events.message_fields(entry)}
    return Created(sent) if new else Ok(sent)


def number(id: str) -> int:
    if not NUMBER.fullmatch(id):
        raise MessageNotFound("id")
    return int(id)
