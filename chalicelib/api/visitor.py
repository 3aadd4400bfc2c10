"""The visitor's calls. A visitor token names its conversation, so no path does."""

from chalice import Blueprint, Response

from chalicelib import events
from chalicelib.api import serialize
from chalicelib.api.answers.conversations import Marked, Messages, Sent
from chalicelib.api.answers.sessions import Ticket, VisitorSession
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import MarkRead, MessagesQuery, SendMessage, StartSession
from chalicelib.chat import messages, read_marks, sockets
from chalicelib.identity import attributes, tokens, visitors
from chalicelib.model import Identity

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "POST",
    "/chatbot/session",
    caller=None,
    body=StartSession,
    answers={200: VisitorSession},
    welcomes="visitor",
)
def start_session(call: Call) -> Response:
    identity, ignored = given_identity(call.body)
    site, caller = visitors.admit(call.body.widget_token, call.origin, call.token, identity, call.address)
    token, expires_at = tokens.issue_visitor(caller)
    return serialize.answer(
        200,
        {
            "token": token,
            "expires_at": expires_at,
            "conversation_id": caller.conversation_id,
            "site": {"id": site.site_id, "name": site.name, "greeting": site.greeting},
            **({"ignored": ignored} if ignored else {}),
            **serialize.settings(site),
        },
    )


def given_identity(body: StartSession) -> tuple[Identity | None, list[str]]:
    """Returns the identity, and the names of the attributes that were ignored."""
    given = body.identity
    if given is None:
        return None, []
    name, email, ignored = attributes.usable(given.name, given.email, given.model_extra or {})
    return Identity(given.id, given.hash, name, email), ignored


@endpoint(blueprint, "POST", "/chatbot/message", caller="visitor", body=SendMessage, answers={200: Sent, 201: Sent})
def send_message(call: Call) -> Response:
    message, new = messages.send(
        call.caller, call.caller.conversation_id, call.body.client_id, call.body.body, call.body.after
    )
    return serialize.answer(201 if new else 200, {"message": events.message_fields(message)})


@endpoint(
    blueprint,
    "GET",
    "/chatbot/messages",
    caller="visitor",
    query=MessagesQuery,
    answers={200: Messages},
    also_posted=True,
)
def read_messages(call: Call) -> Response:
    page = messages.since(call.caller, call.caller.conversation_id, call.query.since_id, call.query.limit)
    return serialize.answer(200, serialize.page(page))


@endpoint(blueprint, "POST", "/chatbot/mark-read", caller="visitor", body=MarkRead, answers={200: Marked})
def mark_read(call: Call) -> Response:
    conversation = read_marks.mark_read(call.caller, call.caller.conversation_id, call.body.id)
    return serialize.answer(200, {"read": events.read_marks(conversation)})


@endpoint(blueprint, "POST", "/chatbot/ticket", caller="visitor", answers={201: Ticket})
def issue_ticket(call: Call) -> Response:
    ticket, expires_at = sockets.issue_ticket(call.caller, call.origin)
    return serialize.answer(201, {"ticket": ticket, "expires_at": expires_at})
