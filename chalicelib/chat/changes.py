"""Editing and deleting one's own messages, as entries of the log that change the message's row.

A page may have read the message before it was changed, or after. So the entry has what became of it, and the row of the
message has it too; both are stored in one transaction. Whoever reads the log from the start gets the same result.
"""

import dataclasses

from chalicelib import logs
from chalicelib.chat import messages as log
from chalicelib.chat.entries import preview_of
from chalicelib.config import config
from chalicelib.errors import (
    Busy,
    InvalidField,
    MessageDeleted,
    MessageNotChangeable,
    MessageNotFound,
    MessageNotYours,
    MessageTooOld,
)
from chalicelib.model import Attachment, Caller, Conversation, Message, Role
from chalicelib.storage import mails, messages
from chalicelib.storage.messages import Changed

MINUTE_MS = 60_000
# For how long a message may be changed after it was sent. docs/protocol.md and client/changes/limits.js say the same.
LIMIT_MS: dict[Role, int] = {"visitor": 15 * MINUTE_MS, "admin": 24 * 60 * MINUTE_MS}


def edit(caller: Caller, conversation_id: str, id: int, client_id: str, body: str, after: int) -> tuple[Message, bool]:
    """Replaces the text of a message. Returns the entry and whether it is new, as `messages.send` does.

    Raises what `append` and `of_target` raise.
    """
    draft = dataclasses.replace(log.draft_of(caller, client_id, after, body), kind="edited", target=id)
    return log.store(caller, conversation_id, draft)


def delete(caller: Caller, conversation_id: str, id: int, client_id: str, after: int) -> tuple[Message, bool]:
    """Deletes the text and the files of a message; its number stays. Returns and raises what `edit` does."""
    draft = dataclasses.replace(log.draft_of(caller, client_id, after), kind="deleted", target=id)
    entry, new = log.store(caller, conversation_id, draft)
    if new:
        delete_files_soon(entry)
    return entry, new


def of_target(
    caller: Caller, conversation: Conversation, entry: Message, grown: Conversation
) -> tuple[Message, Conversation, tuple[Changed, ...]]:
    """Returns the entry and the conversation as they will be stored, and the messages that the entry changes.

    `conversation` was read before: if it is still at that number, the messages are as they are read here. Raises
    `MessageNotFound`, `MessageNotYours`, `MessageNotChangeable`, `MessageDeleted`, `MessageTooOld`, or `InvalidField`
    for a message without a text and without files.
    """
    target = own_message(caller, conversation, entry)
    earlier = messages.get(conversation.id, target.edited_by) if target.edited_by else None
    if entry.kind == "edited":
        if not entry.body and not target.attachments:
            raise InvalidField("message_empty", "body", "A message needs some text.")
        after = dataclasses.replace(target, body=entry.body, edited_by=entry.id)
    else:
        if target.mail_id and config().mail_bucket:
            mails.delete(target.mail_id)
        after = dataclasses.replace(target, body="", mail_id="", attachments=(), edited_by=0, deleted=True)
        entry = dataclasses.replace(entry, attachments=tuple(nameless(each) for each in target.attachments))
    changed = [Changed(target, after)]
    if earlier:  # no text that was replaced or deleted stays in the store
        changed.append(Changed(earlier, dataclasses.replace(earlier, body="", target=0)))
    if is_previewed(conversation, target):
        grown = dataclasses.replace(grown, preview=preview_of(after.in_words))
    return entry, grown, tuple(changed)


def own_message(caller: Caller, conversation: Conversation, entry: Message) -> Message:
    """The message that the entry is about, if its caller may change it now."""
    kept = entry.target >= conversation.first_id(entry.sent_at)
    target = messages.get(conversation.id, entry.target) if kept else None
    if target is None:
        raise MessageNotFound("id")
    if target.kind != "text":
        raise MessageNotChangeable("id")
    if (target.sender_type, target.sender_id) != (caller.role, caller.id):
        raise MessageNotYours("id")
    if target.deleted:
        raise MessageDeleted("id")
    if target.mail_id and entry.kind == "edited":
        raise MessageNotChangeable("id", "A message that arrived by e-mail can be deleted, but not edited.")
    if entry.sent_at - target.sent_at > LIMIT_MS[caller.role]:
        raise MessageTooOld("id")
    return target


def nameless(file: Attachment) -> Attachment:
    """What deletes the file later needs its id only."""
    return Attachment(id=file.id, name="", type="", size=0)


def is_previewed(conversation: Conversation, message: Message) -> bool:
    """Whether the conversation's preview is of this message."""
    return (conversation.last_at, conversation.last_sender) == (message.sent_at, message.sender_type)


def delete_files_soon(entry: Message) -> None:
    """What fails now is done by the stream: the message is deleted, and nobody has a reason to delete it again."""
    from chalicelib.chat import attachments  # few messages have any

    try:
        attachments.delete_of_target(entry)
    except Busy:
        logs.warning("attachments_deleted_later", id=entry.target)
