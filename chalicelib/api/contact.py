"""How a visitor is reached by e-mail: the address, transcripts, links in mails that open the conversation, and the end
of mails."""

from chalice import Blueprint

from chalicelib import events
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.contact import ChangedContact, OpenedConversation
from chalicelib.api.answers.page import HtmlPage
from chalicelib.api.callers import ADMIN, ANYONE, ANYONE_OR_VISITOR, VISITOR
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import (
    AskForTranscript,
    ChangeContact,
    CorrectContact,
    OpenLink,
    UnsubscribeQuery,
)
from chalicelib.chat import contacts, conversation_links
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.identity import attributes, tokens
from chalicelib.model import AdminCaller, VisitorCaller, now_ms

blueprint = Blueprint(__name__)

UNSUBSCRIBE = "/chatbot/unsubscribe/{conversation_id}/{secret}"


@endpoint(blueprint, "POST", "/chatbot/contact", VISITOR, body=ChangeContact)
def change_contact(call: Call[VisitorCaller, ChangeContact, None]) -> Ok[ChangedContact]:
    contact = attributes.usable_contact(call.body.name, call.body.email, call.body.language)
    return Ok({"contact": events.contact_fields(contacts.change(call.caller, contact).contact)})


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/contact", ADMIN, body=CorrectContact)
def correct_contact(call: Call[AdminCaller, CorrectContact, None], conversation_id: str) -> Ok[ChangedContact]:
    contact = attributes.usable_contact(call.body.name, call.body.email)
    corrected = contacts.correct(call.caller, conversation_id, contact, call.address)
    return Ok({"contact": events.contact_fields(corrected.contact)})


@endpoint(blueprint, "POST", "/chatbot/transcript", VISITOR, body=AskForTranscript)
def ask_for_transcript(call: Call[VisitorCaller, AskForTranscript, None]) -> Ok[Done]:
    """A job sends it, so that no visitor waits for the mail."""
    from chalicelib.chat import transcripts  # few calls need these
    from chalicelib.notify import schedules
    from chalicelib.notify.jobs import TranscriptMail

    conversation = transcripts.allow(call.caller)
    schedules.at(TranscriptMail(conversation.id, call.body.client_id, call.body.zone), now_ms())
    return Ok({})


@endpoint(blueprint, "POST", "/chatbot/link", ANYONE_OR_VISITOR, body=OpenLink)
def open_link(call: Call[None, OpenLink, None]) -> Created[OpenedConversation]:
    caller = conversation_links.open(call.body.widget_token, call.body.secret, call.token, call.origin, call.address)
    token, expires_at = tokens.issue_visitor(caller)
    return Created({"token": token, "expires_at": expires_at, "conversation_id": caller.conversation_id})


@endpoint(blueprint, "GET", UNSUBSCRIBE, ANYONE, query=UnsubscribeQuery)
def ask_to_unsubscribe(call: Call[None, None, UnsubscribeQuery], conversation_id: str, secret: str) -> HtmlPage:
    """Changes nothing: programs that check the links in a mail follow them."""
    from chalicelib.mail_texts import texts_for  # few calls need it

    texts = texts_for(call.query.language)
    return HtmlPage(texts, texts.say("stop"), texts.say("because"), texts.say("stop"))


@endpoint(blueprint, "POST", UNSUBSCRIBE, ANYONE, query=UnsubscribeQuery)
def unsubscribe(call: Call[None, None, UnsubscribeQuery], conversation_id: str, secret: str) -> HtmlPage:
    """For the page's button, and for mail programs (RFC 8058). Whether there was such a conversation is not told."""
    if CONVERSATION_ID.fullmatch(conversation_id):
        contacts.stop(conversation_id, "unsubscribed", secret)
    from chalicelib.mail_texts import texts_for  # few calls need it

    texts = texts_for(call.query.language)
    return HtmlPage(texts, texts.say("stopped"))
