"""Files before their message: the permission to upload one, and the check when the message is sent."""

import secrets

from chalicelib.chat import conversations, file_types, limits, picture_size
from chalicelib.config import config
from chalicelib.errors import (
    AttachmentsOff,
    AttachmentTooLarge,
    AttachmentTypeNotAllowed,
    AttachmentTypeWrong,
    UploadNotFound,
)
from chalicelib.identity.text import single_line
from chalicelib.model import NAME_CHARACTERS, Attachment, Caller, Conversation, now_ms
from chalicelib.storage import sites
from chalicelib.storage import uploads as files

ID_BYTES = 12
MB = 1024 * 1024
LONGEST_EXTENSION = 10
UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))  # in the file names of some system, or in a path


def allow(caller: Caller, conversation_id: str, name: str, kind: str, size: int) -> tuple[Attachment, files.Form, int]:
    """Returns the file as the message will have it, the form for S3, and when it expires (epoch milliseconds).

    Stores nothing about the visitor, who may not have written yet. Raises `ConversationNotFound`, `AttachmentsOff`,
    `AttachmentTooLarge`, `AttachmentTypeNotAllowed` or `TooManyUploads`.
    """
    conversation = conversations.load(caller, conversation_id)
    most = most_bytes(conversation.site_id)
    if most == 0:
        raise AttachmentsOff()
    if size > most:
        raise AttachmentTooLarge("size", f"A file has at most {most // MB} MB here.")
    if kind not in file_types.TYPES:
        raise AttachmentTypeNotAllowed("type")
    limits.count_upload(caller)
    file = Attachment(id=secrets.token_urlsafe(ID_BYTES), name=file_name(name), type=kind, size=size)
    expires_at = now_ms() + files.UPLOAD_SECONDS * 1000
    return file, files.form(conversation.id, file, file_types.served_as(kind)), expires_at


def most_bytes(site_id: str) -> int:
    """0: the site takes no attachments, or this deployment cannot store them."""
    site = sites.recent(site_id)
    return site.attachment_mb * MB if site and config().files_bucket else 0


def file_name(given: str) -> str:
    """One line without directions of writing, which could make `exe.png` of `gnp.exe`, and without a path. The
    extension stays when the name is shortened."""
    name = single_line(given.translate(UNSAFE), len(given)).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        stem, extension = name, ""
    ending = f".{extension}" if extension else ""
    return f"{single_line(stem, NAME_CHARACTERS - len(ending)) or 'file'}{ending}"


def checked(conversation: Conversation, ids: tuple[str, ...]) -> tuple[Attachment, ...]:
    """The uploads, each with the type that its first bytes have.

    Raises `UploadNotFound`, `AttachmentTypeWrong`, `AttachmentsOff`, or `Busy` if S3 is out of reach.
    """
    if config().files_bucket is None:
        raise AttachmentsOff()
    return tuple(check(conversation.id, id) for id in ids)


def check(conversation_id: str, id: str) -> Attachment:
    upload = files.read(conversation_id, id)
    if upload is None:
        raise UploadNotFound("attachments")
    kind = file_types.TYPES.get(upload.type)
    if kind is None or not kind.begins(upload.head):
        raise AttachmentTypeWrong("attachments", f"{upload.name} is not a file of the type {upload.type}.")
    width, height = picture_size.of(upload.type, upload.head)
    return Attachment(id, upload.name, upload.type, upload.size, width, height, upload.etag)
