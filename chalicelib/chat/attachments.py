"""Files of stored messages: kept with the message, read through links, deleted with it."""

import dataclasses
from typing import NamedTuple
from urllib.parse import quote

from chalicelib import logs
from chalicelib.chat import conversations, file_types
from chalicelib.config import config
from chalicelib.errors import AttachmentNotFound, Busy
from chalicelib.model import Attachment, Caller, Message, now_ms
from chalicelib.storage import messages
from chalicelib.storage import uploads as files


class FileLink(NamedTuple):
    id: str
    url: str


def keep_soon(message: Message) -> None:
    """Copies the files of a message that was just stored to their place. What fails now is done by `keep`, which the
    stream calls: the message is stored, and its sender has no reason to send it again."""
    for file in message.attachments:
        try:
            files.keep(message, file, file_types.served_as(file.type))
        except Busy:
            logs.warning("attachment_kept_later", id=message.id)


def keep(message: Message) -> None:
    """Makes sure that the files are in their place, and deletes the uploads. May be repeated. Raises `Busy`."""
    if config().files_bucket is None:
        return
    for file in message.attachments:
        if not files.is_kept(message, file) and not files.keep(message, file, file_types.served_as(file.type)):
            logs.warning("attachment_lost", conversation_id=message.conversation_id, id=message.id)
        files.forget_pending(message, file)


def delete(message: Message) -> None:
    """The message is deleted. May be repeated. Raises `Busy`."""
    if message.attachments and config().files_bucket:
        files.delete(message)


def delete_of_target(entry: Message) -> None:
    """The entry has deleted a message, and has the ids of its files. May be repeated. Raises `Busy`."""
    delete(dataclasses.replace(entry, id=entry.target))


def delete_all(conversation_id: str, up_to: int) -> None:
    """Deletes the files of the messages up to a number, and uploads without a message. Raises `Busy`."""
    if config().files_bucket:
        files.delete_all(conversation_id, up_to)


def links(caller: Caller, conversation_id: str, id: int) -> tuple[list[FileLink], int]:
    """Returns a link to each file of a message, and when they expire (epoch milliseconds).

    Raises `ConversationNotFound`, or `AttachmentNotFound` if the message has none, does not exist or is deleted.
    """
    conversation = conversations.load(caller, conversation_id)
    expires_at = now_ms() + files.LINK_SECONDS * 1000
    found = messages.after(conversation.id, max(id, conversation.first_id(now_ms())) - 1, 1)
    message = next((each for each in found if each.id == id), None)
    if message is None or not (message.is_message and message.attachments) or config().files_bucket is None:
        raise AttachmentNotFound("id")
    return links_of(message), expires_at


def links_of(message: Message) -> list[FileLink]:
    return [FileLink(each.id, link(message, each)) for each in message.attachments]


def link(message: Message, file: Attachment) -> str:
    shown = file_types.is_shown(file.type)
    disposition = f"{'inline' if shown else 'attachment'}; {file_name(file.name)}"
    return files.link(message, file, file_types.served_as(file.type), disposition)


def file_name(name: str) -> str:
    """As RFC 6266 says: in ASCII for old programs, and in full."""
    plain = "".join(each if each.isascii() and each.isprintable() and each not in '"\\' else "_" for each in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
