"""What an event and an answer say of a message, its read marks and its visitor: the same fields in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.model import Attachment, BotLine, Contact, Conversation, Message, now_ms
from chalicelib.model.pictures import face_of

if TYPE_CHECKING:
    from chalicelib.events.shapes import AttachmentFields, BotLineFields, ContactFields, MessageFields, ReadMarks


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
