"""Sending a message, storing any entry of the log, and reading those after a number."""

from dataclasses import dataclass
from typing import Any

from chalicelib import metrics
from chalicelib.chat import conversations, pushes
from chalicelib.chat.append import append
from chalicelib.errors import CursorAhead
from chalicelib.metrics import Metric
from chalicelib.model import AskedBot, Caller, Contact, Conversation, Draft, Message, VisitorContext, now_ms
from chalicelib.storage import messages

STORED = {"visitor": Metric.VISITOR_MESSAGES, "admin": Metric.ADMIN_MESSAGES}


@dataclass(frozen=True, slots=True)
class Page:
    """Messages after a cursor. `last_id` is the next cursor; with `has_more` there are more messages after it. Messages
    below `first_id` were deleted: readers must not wait for them."""

    messages: list[Message]
    last_id: int
    has_more: bool
    conversation: Conversation
    first_id: int = 1


@metrics.timed(Metric.SEND_TIME)
def send(
    caller: Caller,
    conversation_id: str,
    client_id: str,
    body: str,
    after: int,
    mail_id: str = "",
    contact: Contact | None = None,
    context: VisitorContext | None = None,
    upload_ids: tuple[str, ...] = (),
    bot: AskedBot | None = None,
) -> tuple[Message, Message | None, bool]:
    """Stores a message once, however often it is sent, and pushes it to the visitor's tabs and the site's admins.

    Returns the message, the bot's line about it, and whether they are new. A retry returns what is stored, and
    pushes it again if the first call may not have done so. `contact`, `context`: what the visitor gave, and the page
    said, with the message. `upload_ids`: its attachments, each uploaded before. `bot`: the bot may answer it. Raises
    what `append` raises.
    """
    draft = draft_of(
        caller,
        client_id,
        after,
        body,
        mail_id=mail_id,
        contact=contact,
        context=context,
        upload_ids=upload_ids,
        bot=bot,
    )
    message, line, new = store_and_push(caller, conversation_id, draft)
    if new:
        metrics.count(STORED[caller.role])
    return message, line, new


def draft_of(caller: Caller, client_id: str, after: int, body: str = "", **more: Any) -> Draft:
    """An entry of the caller. `more`: other fields of a draft."""
    return Draft(
        client_id=client_id,
        body=body,
        after=after,
        sender_type=caller.role,
        sender_id=caller.id,
        sender_name=caller.name,
        **more,
    )


def store(caller: Caller, conversation_id: str, draft: Draft) -> tuple[Message, bool]:
    """Stores an entry of any kind, as `send` describes, and returns it and whether it is new."""
    entry, _, new = store_and_push(caller, conversation_id, draft)
    return entry, new


def store_and_push(caller: Caller, conversation_id: str, draft: Draft) -> tuple[Message, Message | None, bool]:
    message, conversation, new = append(caller, conversation_id, draft)
    if not new:
        metrics.count(Metric.REPEATED_SENDS)
    if new and draft.upload_ids:
        from chalicelib.chat import attachments  # few messages have any

        attachments.keep_soon(message)
    pushes.message_stored(caller, message, conversation, new)
    line = bots_line(message, conversation)
    if line:
        pushes.message_stored(caller, line, conversation, new)
    return message, line, new


def bots_line(message: Message, conversation: Conversation) -> Message | None:
    if not conversation.bot:
        return None
    from chalicelib.chat.bot import stored_line  # few conversations have a bot

    return stored_line(message, conversation)


@metrics.timed(Metric.PAGE_TIME)
def since(caller: Caller, conversation_id: str, since_id: int, limit: int) -> Page:
    """Reads up to `limit` messages after `since_id`: the one call for first load, reconnect, polling and gap repair.
    If there is nothing new it costs one strong read of the conversation's row.

    Raises `ConversationNotFound` or `CursorAhead`.
    """
    conversation = conversations.load(caller, conversation_id)
    if since_id > conversation.last_id:
        raise CursorAhead("since_id")
    return page_of(conversation, since_id, limit)


def page_of(conversation: Conversation, since_id: int, limit: int) -> Page:
    """Reads up to `limit` messages of a conversation after `since_id`, without deleted ones."""
    first_id = conversation.first_id(now_ms())
    cursor = max(since_id, first_id - 1)
    # Never beyond the row's `last_id`: a Query may return a message that is newer than the row that was read, and a
    # cursor ahead of the row would be refused.
    available = min(limit, conversation.last_id - cursor)
    found = messages.after(conversation.id, cursor, available) if available > 0 else []
    last_id = found[-1].id if found else cursor
    return Page(found, last_id, last_id < conversation.last_id, conversation, first_id)
