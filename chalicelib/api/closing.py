"""Closing a conversation, opening it again, and its visitor's rating."""

from chalice import Blueprint

from chalicelib import events
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.conversations import ChangedStatus, Sent
from chalicelib.api.callers import VISITOR, WRITER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import Rate, SetStatus
from chalicelib.chat import closing
from chalicelib.model import AdminCaller, VisitorCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/status", WRITER, body=SetStatus)
def set_status(call: Call[AdminCaller, SetStatus, None], conversation_id: str) -> Ok[ChangedStatus]:
    body = call.body
    entry = closing.set_status(call.caller, conversation_id, body.status, body.client_id, body.after)
    answer: ChangedStatus = {"status": body.status}
    if entry:
        answer["message"] = events.message_fields(entry)
    return Ok(answer)


@endpoint(blueprint, "POST", "/chatbot/rating", VISITOR, body=Rate)
def rate(call: Call[VisitorCaller, Rate, None]) -> Ok[Sent] | Created[Sent]:
    body = call.body
    entry, new = closing.rate(call.caller, body.client_id, body.after, body.id, body.rating, body.comment)
    sent: Sent = {"message": events.message_fields(entry)}
    return Created(sent) if new else Ok(sent)
