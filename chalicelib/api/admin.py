"""The admin's calls about conversations: the inbox, and one of them."""

from chalice import Blueprint, Response

from chalicelib import events
from chalicelib.api import cursors, serialize
from chalicelib.api.answers.conversations import Inbox, Marked, Messages, Sent
from chalicelib.api.answers.sessions import Ticket
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import InboxQuery, MarkRead, MessagesQuery, SendMessage
from chalicelib.chat import inbox, messages, read_marks, sockets

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/admin/chatbot",
    caller="admin",
    query=InboxQuery,
    answers={200: Inbox},
    also_posted=True,
)
def read_inbox(call: Call) -> Response:
    query: InboxQuery = call.query
    if query.since is not None:
        page = inbox.changed_since(call.caller, cursors.decode(query.since, "since"), query.limit)
    else:
        before = None if query.before is None else cursors.decode(query.before, "before")
        page = inbox.newest(call.caller, before, query.limit)
    return serialize.answer(200, serialize.inbox_page(page))


@endpoint(
    blueprint,
    "GET",
    "/admin/chatbot/{conversation_id}/messages",
    caller="admin",
    query=MessagesQuery,
    answers={200: Messages},
    also_posted=True,
)
def read_messages(call: Call, conversation_id: str) -> Response:
    page = messages.since(call.caller, conversation_id, call.query.since_id, call.query.limit)
    return serialize.answer(200, serialize.page(page))


@endpoint(
    blueprint,
    "POST",
    "/admin/chatbot/{conversation_id}/reply",
    caller="admin",
    body=SendMessage,
    answers={200: Sent, 201: Sent},
)
def reply(call: Call, conversation_id: str) -> Response:
    message, new = messages.send(call.caller, conversation_id, call.body.client_id, call.body.body, call.body.after)
    return serialize.answer(201 if new else 200, {"message": events.message_fields(message)})


@endpoint(
    blueprint,
    "POST",
    "/admin/chatbot/{conversation_id}/mark-read",
    caller="admin",
    body=MarkRead,
    answers={200: Marked},
)
def mark_read(call: Call, conversation_id: str) -> Response:
    conversation = read_marks.mark_read(call.caller, conversation_id, call.body.id)
    return serialize.answer(200, {"read": events.read_marks(conversation)})


@endpoint(blueprint, "POST", "/admin/ticket", caller="admin", answers={201: Ticket})
def issue_ticket(call: Call) -> Response:
    ticket, expires_at = sockets.issue_ticket(call.caller, call.origin)
    return serialize.answer(201, {"ticket": ticket, "expires_at": expires_at})
