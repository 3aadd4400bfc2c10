"""What an event and an answer say of a message, its read marks and its visitor: the same fields in both."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.model import (
    Attachment,
    BotLine,
    BotLineKind,
    Contact,
    ContactState,
    Conversation,
    EntryKind,
    Message,
    SenderType,
    now_ms,
)
from chalicelib.model.pictures import face_of

Number = Annotated[int, Field(ge=0)]
Time = Annotated[int, Field(ge=0, description="Milliseconds since 1970, UTC")]


class AttachmentFields(TypedDict):
    """A file. With `width` and `height` it is a picture to be shown at this size, in pixels, or smaller."""

    id: str
    name: str
    type: Annotated[str, Field(description="Its media type, which its first bytes confirm")]
    size: Annotated[int, Field(ge=1, description="In bytes")]
    width: NotRequired[Annotated[int, Field(ge=1)]]
    height: NotRequired[Annotated[int, Field(ge=1)]]


class ChoiceFields(TypedDict):
    """A question that a visitor can choose: send it with its `id`."""

    id: str
    question: str


class BotLineFields(TypedDict):
    """Of a line of the bot: an `answer`, or an `offer` of questions. Of a visitor's message: it waits for a
    `person`."""

    kind: BotLineKind
    choices: NotRequired[list[ChoiceFields]]


class MessageFields(TypedDict):
    """An entry of the log as every page sees it, in answers and in events.

    It is a message, or what its `kind` says: `edited` and `deleted` are about the message with the number `target`, and
    an `edited` one has its new text. An edit without a `target` was followed by another edit, or by a deletion. A
    `rated` entry is about the closing with the number `target`; without one it was followed by another rating.
    """

    id: Annotated[int, Field(ge=1, description="Its number in its conversation: 1, 2, 3 ... without holes")]
    client_id: str
    sender_type: SenderType
    sender_name: str
    face: NotRequired[Annotated[str, Field(description="Of an admin: whose picture it has, see `pictures`")]]
    body: str
    sent_at: Time
    by_mail: NotRequired[Annotated[Literal[True], Field(description="The visitor answered by e-mail")]]
    attachments: NotRequired[list[AttachmentFields]]
    bot: NotRequired[BotLineFields]
    kind: NotRequired[Annotated[EntryKind, Field(description="Left out for a message")]]
    target: NotRequired[Annotated[int, Field(ge=1, description="The number of the message that it is about")]]
    rating: NotRequired[Annotated[int, Field(ge=1, le=5, description="Of the kind rated; 5 is the best")]]
    edited: NotRequired[Annotated[Literal[True], Field(description="The text is not the first one")]]
    deleted: NotRequired[Annotated[Literal[True], Field(description="The text and the files are gone")]]


class ReadMarks(TypedDict):
    """The highest number that each side has seen."""

    visitor: Number
    admin: Number


class ContactFields(TypedDict):
    """How the visitor can be reached, as the visitor gave it: nobody has verified it. `state`: why no mail is sent."""

    name: str | None
    email: str | None
    state: ContactState


def message_fields(message: Message) -> MessageFields:
    fields: MessageFields = {
        "id": message.id,
        "client_id": message.client_id,
        "sender_type": message.sender_type,
        "sender_name": message.sender_name,
        "body": message.body,
        "sent_at": message.sent_at,
    }
    if message.sender_type == "admin":
        fields["face"] = face_of(message.sender_id)
    if message.mail_id:
        fields["by_mail"] = True
    if message.attachments and message.kind == "text":
        fields["attachments"] = [attachment_fields(each) for each in message.attachments]
    if message.bot:
        fields["bot"] = bot_line_fields(message.bot)
    if message.kind != "text":
        fields["kind"] = message.kind
    if message.target:
        fields["target"] = message.target
    if message.rating:
        fields["rating"] = message.rating
    if message.edited_by:
        fields["edited"] = True
    if message.deleted:
        fields["deleted"] = True
    return fields


def bot_line_fields(line: BotLine) -> BotLineFields:
    fields: BotLineFields = {"kind": line.kind}
    if line.choices:
        fields["choices"] = [{"id": each.id, "question": each.question} for each in line.choices]
    return fields


def attachment_fields(attachment: Attachment) -> AttachmentFields:
    fields: AttachmentFields = {
        "id": attachment.id,
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
    }
    if attachment.width:
        fields["width"], fields["height"] = attachment.width, attachment.height
    return fields


def read_marks(conversation: Conversation) -> ReadMarks:
    """Deleted messages count as read."""
    deleted = conversation.first_id(now_ms()) - 1
    return {"visitor": max(conversation.visitor_read, deleted), "admin": max(conversation.admin_read, deleted)}


def contact_fields(contact: Contact) -> ContactFields:
    return {"name": contact.name, "email": contact.email, "state": contact.state}
