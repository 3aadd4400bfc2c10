"""The visitor's calls. A visitor token names its conversation, so no path does."""

from chalice import Blueprint

from chalicelib.api import conversation, serialize
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Ticket, VisitorSession
from chalicelib.api.answers.conversations import Marked, Messages, Sent
from chalicelib.api.callers import ANYONE_OR_VISITOR, VISITOR
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import MarkRead, MessagesQuery, SendMessage, StartSession
from chalicelib.chat import presence
from chalicelib.identity import attributes, tokens, visitors
from chalicelib.model import Identity, VisitorCaller
from chalicelib.sites import page_settings

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/chatbot/session", ANYONE_OR_VISITOR, body=StartSession)
def start_session(call: Call[None, StartSession, None]) -> Ok[VisitorSession]:
    identity, ignored = given_identity(call.body)
    site, caller = visitors.admit(call.body.widget_token, call.origin, call.token, identity, call.address)
    token, expires_at = tokens.issue_visitor(caller)
    delivery = serialize.delivery(site)
    session: VisitorSession = {
        "token": token,
        "expires_at": expires_at,
        "conversation_id": caller.conversation_id,
        "site": {"id": site.site_id, "name": site.name, "greeting": site.greeting},
        "socket_url": delivery["socket_url"],
        "intervals": delivery["intervals"],
        "team": serialize.visitors_team(presence.for_visitors(site)),
    }
    if ignored:
        session["ignored"] = ignored
    if site.hours:
        session.setdefault("extras", {})["hours"] = page_settings.page_hours(site.hours)
    return Ok(session)


def given_identity(body: StartSession) -> tuple[Identity | None, list[str]]:
    """Returns the identity, and the names of the attributes that were ignored."""
    given = body.identity
    if given is None:
        return None, []
    name, email, ignored = attributes.usable(given.name, given.email, given.model_extra or {})
    return Identity(given.id, given.hash, name, email), ignored


@endpoint(blueprint, "POST", "/chatbot/message", VISITOR, body=SendMessage)
def send_message(call: Call[VisitorCaller, SendMessage, None]) -> Ok[Sent] | Created[Sent]:
    return conversation.send(call.caller, call.caller.conversation_id, call.body)


@endpoint(blueprint, "GET", "/chatbot/messages", VISITOR, query=MessagesQuery, also_posted=True)
def read_messages(call: Call[VisitorCaller, None, MessagesQuery]) -> Ok[Messages]:
    return conversation.read(call.caller, call.caller.conversation_id, call.query)


@endpoint(blueprint, "POST", "/chatbot/mark-read", VISITOR, body=MarkRead)
def mark_read(call: Call[VisitorCaller, MarkRead, None]) -> Ok[Marked]:
    return conversation.mark_read(call.caller, call.caller.conversation_id, call.body)


@endpoint(blueprint, "POST", "/chatbot/ticket", VISITOR)
def issue_ticket(call: Call[VisitorCaller, None, None]) -> Created[Ticket]:
    return conversation.issue_ticket(call.caller, call.origin)
