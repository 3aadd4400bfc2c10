"""A visitor's contact, and the conversation that a link in a mail opens."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import ContactFields, Time
from chalicelib.model import ContactForm


class AskedContact(ContactFields):
    """What the page knows of the contact, and whether it asks for one: before the first message, or after it."""

    form: ContactForm
    transcripts: NotRequired[Annotated[Literal[True], Field(description="The conversation can be sent to the address")]]


class ChangedContact(TypedDict):
    contact: ContactFields


class OpenedConversation(TypedDict):
    """As a session's: the next `POST /chatbot/session` takes the token."""

    token: str
    expires_at: Time
    conversation_id: str
