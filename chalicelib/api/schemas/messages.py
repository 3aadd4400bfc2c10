"""What both sides send about messages."""

from chalicelib.api import fields
from chalicelib.api.schemas import Schema


class SendMessage(Schema):
    """`attachments`: ids of uploads. They come first, since the text may only be empty if there are some."""

    client_id: fields.ClientId
    attachments: fields.UploadIds = []  # noqa: RUF012 - pydantic copies it
    body: fields.MessageText
    after: fields.MessageId


class EditMessage(Schema):
    """`body`: the new text. It may only be empty if the message has attachments."""

    client_id: fields.ClientId
    body: fields.EditedText
    after: fields.MessageId


class DeleteMessage(Schema):
    client_id: fields.ClientId
    after: fields.MessageId


class MarkRead(Schema):
    id: fields.MessageId


class MessagesQuery(Schema):
    since_id: fields.MessageId = 0
    limit: fields.PageLimit = 100


class ConversationsQuery(Schema):
    """Without parameters."""
