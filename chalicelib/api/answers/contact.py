"""A visitor's contact, and the conversation that a link in a mail opens."""

from typing_extensions import TypedDict

from chalicelib.events import ContactFields, Time
from chalicelib.model import ContactForm


class AskedContact(ContactFields):
    """What the page knows of the contact, and whether it asks for one: before the first message, or after it."""

    form: ContactForm


class ChangedContact(TypedDict):
    contact: ContactFields


class OpenedConversation(TypedDict):
    """As a session's: the next `POST /chatbot/session` takes the token."""

    token: str
    expires_at: Time
    conversation_id: str
