"""What a visitor's page sends with a session and with a message."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.api.schemas.messages import SendMessage
from chalicelib.model import AskedBot


class GivenIdentity(BaseModel):
    """The visitor's identity, as the page gives it, and the site's signature of the id: hexadecimal HMAC-SHA256.

    All other attributes may be anything: those that cannot be used are ignored.
    """

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, defer_build=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    name: fields.Anything = None
    email: fields.Anything = None


class WidgetLoaded(Schema):
    widget_token: Annotated[str, Field(max_length=200)]


class StartSession(Schema):
    """`conversation_id`: another one of the visitor's, or `new`."""

    widget_token: Annotated[str, Field(max_length=200)]
    identity: GivenIdentity | None = None
    conversation_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None


class GivenContact(BaseModel):
    """The visitor's name and e-mail address, from a form before the first message, and the language of the page. What
    cannot be used is ignored."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, defer_build=True)

    name: fields.Anything = None
    email: fields.Anything = None
    language: fields.Anything = None


class GivenContext(BaseModel):
    """What the page says about the visit, where the site collects it. What cannot be used is ignored."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, defer_build=True)
    PARTS: ClassVar[set[str]] = {"page", "referrer", "paths", "language", "time_zone", "viewport", "data"}

    page: fields.Anything = None
    referrer: fields.Anything = None
    paths: fields.Anything = None
    language: fields.Anything = None
    time_zone: fields.Anything = None
    viewport: fields.Anything = None
    data: fields.Anything = None


class GivenBot(BaseModel):
    """Asks the bot: `language` is the page's, `question` the id of the entry that the visitor chose, and `person` says
    that the visitor asks for a person. What cannot be used is ignored: no message is refused because of it."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, defer_build=True)

    language: fields.Anything = None
    question: fields.Anything = None
    person: fields.Anything = None

    def value(self) -> AskedBot:
        language, question = (value if isinstance(value, str) else "" for value in (self.language, self.question))
        return AskedBot(language[:100], question, self.person is True)


class VisitorMessage(SendMessage):
    """Without `bot`, only people answer."""

    contact: GivenContact | None = None
    bot: GivenBot | None = None
    context: GivenContext | None = None
