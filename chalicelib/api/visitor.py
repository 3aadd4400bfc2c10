"""The visitor's calls. A visitor token names its conversation, so no path does."""

from dataclasses import replace

from chalice import Blueprint

from chalicelib.api import conversation
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.contact import AskedContact
from chalicelib.api.answers.conversations import Marked, Messages, OwnConversations, Sent
from chalicelib.api.answers.visitor import Pictures, Ticket, VisitorSession
from chalicelib.api.callers import ANYONE_OR_VISITOR, VISITOR
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.messages import ConversationsQuery, MarkRead, MessagesQuery
from chalicelib.api.schemas.visitor import StartSession, VisitorMessage
from chalicelib.api.serialize import sessions
from chalicelib.api.serialize.conversations import own_conversations
from chalicelib.chat import conversations, presence, visitors_conversations
from chalicelib.chat.visitors_conversations import Others
from chalicelib.config import config
from chalicelib.identity import attributes, tokens, visitors
from chalicelib.model import Contact, Identity, Site, VisitorCaller, VisitorContext
from chalicelib.model.pictures import by_face
from chalicelib.sites.page_fields import PageFaq

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/chatbot/session", ANYONE_OR_VISITOR, body=StartSession)
def start_session(call: Call[None, StartSession, None]) -> Ok[VisitorSession]:
    identity, ignored = given_identity(call.body)
    site, before = visitors.admit(call.body.widget_token, call.origin, call.token, identity, call.address)
    caller, others = before, Others(0, 0)
    if not (new := call.token is None and identity is None):
        caller, others = visitors_conversations.choose(before, call.body.conversation_id, named=call.token is not None)
    token, expires_at = tokens.issue_visitor(caller)
    delivery = sessions.delivery(site)
    session: VisitorSession = {
        "token": token,
        "expires_at": expires_at,
        "conversation_id": caller.conversation_id,
        "site": {"id": site.site_id, "name": site.name, "greeting": site.greeting},
        "socket_url": delivery["socket_url"],
        "intervals": delivery["intervals"],
    }
    if ignored:
        session["ignored"] = ignored
    if others.count:
        session.setdefault("extras", {})["conversations"] = {"others": others.count, "unread": others.unread}
    is_next = call.body.conversation_id == visitors_conversations.NEW
    if asked := asked_contact(site, before if is_next else caller, new=new, is_next=is_next):
        session.setdefault("extras", {})["contact"] = asked
    if site.hours:
        from chalicelib.sites import page_settings  # many sites have no hours

        session.setdefault("extras", {})["hours"] = page_settings.page_hours(site.hours)
    if team := presence.for_visitors(site):
        session.setdefault("extras", {})["presence"] = sessions.visitors_team(team)
    if site.ask_rating:
        session.setdefault("extras", {})["rating"] = True
    if site.faq_version and (faq := suggested_questions(site)):
        session.setdefault("extras", {})["faq"] = faq
    if config().files_bucket and site.attachment_mb:
        session.setdefault("extras", {})["attachments"] = {"most_bytes": site.attachment_mb * 1024 * 1024}
    if site.visitor_context:
        hidden = site.look.hidden_paths if site.look else ()
        session.setdefault("extras", {})["context"] = {"hidden_paths": list(hidden)}
    if pictures := shown_pictures(site):
        session.setdefault("extras", {})["pictures"] = pictures
    return Ok(session)


def shown_pictures(site: Site) -> Pictures:
    shown: Pictures = {}
    if faces := by_face(site):
        shown["faces"] = faces
    if site.look and site.look.picture:
        shown["site"] = site.look.picture
    return shown


def suggested_questions(site: Site) -> PageFaq | None:
    from chalicelib.sites.faq import suggested  # most sites have no FAQ

    return suggested(site)


def asked_contact(site: Site, caller: VisitorCaller, *, new: bool, is_next: bool) -> AskedContact | None:
    """None: the page does not ask, and shows no address. An address is only offered where mail is set up.

    `new`: the visitor has no conversation yet, so that none is read. `is_next`: it is for a new conversation after the
    caller's, which begins with the same contact, unless mails to it have ended.
    """
    if site.contact_form == "off" or (site.contact_form == "offer" and config().mail_from is None):
        return None
    contact = Contact() if new else conversations.load(caller, caller.conversation_id).contact
    if is_next and contact.state:
        contact = Contact()
    asked: AskedContact = {
        "form": site.contact_form,
        "name": contact.name,
        "email": contact.email,
        "state": contact.state,
    }
    if config().mail_from is not None:
        asked["transcripts"] = True
    return asked


def given_identity(body: StartSession) -> tuple[Identity | None, list[str]]:
    """Returns the identity, and the names of the attributes that were ignored."""
    given = body.identity
    if given is None:
        return None, []
    name, email, ignored = attributes.usable(given.name, given.email, given.model_extra or {})
    return Identity(given.id, given.hash, name, email), ignored


@endpoint(blueprint, "POST", "/chatbot/message", VISITOR, body=VisitorMessage)
def send_message(call: Call[VisitorCaller, VisitorMessage, None]) -> Ok[Sent] | Created[Sent]:
    given = call.body.contact
    contact = attributes.usable_contact(given.name, given.email, given.language) if given else None
    bot = call.body.bot.value() if call.body.bot else None
    context, ignored = given_context(call.caller, call.body)
    caller = replace(call.caller, language=attributes.first_language(call.languages))
    answer = conversation.send(caller, caller.conversation_id, call.body, contact, context, bot)
    if ignored:
        answer.body["ignored"] = ignored
    return answer


def given_context(caller: VisitorCaller, body: VisitorMessage) -> tuple[VisitorContext | None, list[str]]:
    """Returns what the page said, and the names of what is ignored: all of it if the site does not collect it."""
    given = body.context
    if given is None:
        return None, []
    from chalicelib.chat import contexts  # most messages have none

    if not contexts.is_collected(caller.site_id):
        return None, ["context"]
    return contexts.usable(given.model_dump(include=given.PARTS), given.model_extra or {})


@endpoint(blueprint, "GET", "/chatbot/messages", VISITOR, query=MessagesQuery, also_posted=True)
def read_messages(call: Call[VisitorCaller, None, MessagesQuery]) -> Ok[Messages]:
    return conversation.read(call.caller, call.caller.conversation_id, call.query)


@endpoint(blueprint, "GET", "/chatbot/conversations", VISITOR, query=ConversationsQuery, also_posted=True)
def list_conversations(call: Call[VisitorCaller, None, ConversationsQuery]) -> Ok[OwnConversations]:
    return Ok(own_conversations(visitors_conversations.own(call.caller)))


@endpoint(blueprint, "POST", "/chatbot/mark-read", VISITOR, body=MarkRead)
def mark_read(call: Call[VisitorCaller, MarkRead, None]) -> Ok[Marked]:
    return conversation.mark_read(call.caller, call.caller.conversation_id, call.body)


@endpoint(blueprint, "POST", "/chatbot/ticket", VISITOR)
def issue_ticket(call: Call[VisitorCaller, None, None]) -> Created[Ticket]:
    return conversation.issue_ticket(call.caller, call.origin)
