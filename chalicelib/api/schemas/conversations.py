"""What is sent about a conversation as a whole, and about its files."""

from typing import Annotated

from pydantic import Field

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.model import BlockKind, ConversationStatus


class AskForUpload(Schema):
    """`type`: a media type of the list in docs/attachments.md. `size`: in bytes."""

    name: fields.FileName
    type: fields.MediaType
    size: Annotated[int, Field(ge=1, le=5_000_000_000)]


class ChangeContact(Schema):
    """Takes the place of the earlier contact. `email`: null removes the address. `language`: of the mails to it."""

    email: fields.ContactEmail | None
    name: fields.ContactName | None = None
    language: Annotated[str, Field(max_length=100)] = ""


class UnsubscribeQuery(Schema):
    """`language`: of the page. Mail programs keep the whole address of the link."""

    language: Annotated[str, Field(max_length=100)] = ""


class CorrectContact(Schema):
    """Takes the place of the earlier contact. null removes the name or the address."""

    name: fields.ContactName | None
    email: fields.ContactEmail | None


class AskForTranscript(Schema):
    """`client_id`: a retry with the same one sends no second mail. `zone`: in which the mail writes times."""

    client_id: fields.ClientId
    zone: fields.TimeZone = "UTC"


class OpenLink(Schema):
    widget_token: Annotated[str, Field(max_length=200)]
    secret: fields.LinkSecret


class SetStatus(Schema):
    """`client_id` and `after`: as of a message."""

    status: ConversationStatus
    client_id: fields.ClientId
    after: fields.MessageId


class Rate(Schema):
    """`id`: the number of the entry that closed the conversation. `rating`: 5 is the best."""

    client_id: fields.ClientId
    after: fields.MessageId
    id: fields.MessageId
    rating: Annotated[int, Field(ge=1, le=5)]
    comment: fields.Comment = ""


class AddBlock(Schema):
    conversation_id: Annotated[str, Field(min_length=1, max_length=64)]
    kind: BlockKind
    reason: fields.Reason = ""


class OriginalQuery(Schema):
    id: fields.MessageId


class AttachmentsQuery(Schema):
    """`id`: of the message."""

    id: fields.MessageId


class ExportQuery(Schema):
    since_id: fields.MessageId = 0
