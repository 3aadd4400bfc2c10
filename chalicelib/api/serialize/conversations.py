"""Conversations and their messages, as the bodies of answers. Compact: an empty poll's body stays under 300 bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import cursors
from chalicelib.config import config
from chalicelib.events import contact_fields, message_fields, read_marks
from chalicelib.model import Contact, now_ms

if TYPE_CHECKING:
    from chalicelib.api.answers.conversations import (
        ContextFields,
        ConversationFields,
        Exported,
        ExportedMessage,
        Inbox,
        InboxCounts,
        Messages,
        OwnConversation,
        OwnConversations,
        VisitorsConversations,
    )
    from chalicelib.chat.inbox import Counts, InboxPage
    from chalicelib.chat.messages import Page
    from chalicelib.chat.visitors_conversations import Several
    from chalicelib.model import Conversation, Message, StoredContext


def page(page: Page) -> Messages:
    messages: Messages = {
        "messages": [message_fields(message) for message in page.messages],
        "last_id": page.last_id,
        "has_more": page.has_more,
        "read": read_marks(page.conversation),
        "created_at": page.conversation.created_at,
    }
    if page.first_id > 1:
        messages["first_id"] = page.first_id
    return messages


def without_desk(conversation: Conversation) -> ConversationFields:
    first_id = conversation.first_id(now_ms())
    fields: ConversationFields = {
        "id": conversation.id,
        "visitor": {
            "id": conversation.visitor_id,
            "name": conversation.visitor_name,
            "verified_id": conversation.verified_id,
            "email": conversation.visitor_email,
        },
        "status": conversation.status,
        "created_at": conversation.created_at,
        "last_id": conversation.last_id,
        "last_at": conversation.last_at,
        "last_sender": conversation.last_sender,
        "preview": conversation.preview if first_id <= conversation.last_id else "",
        "read": read_marks(conversation),
    }
    if conversation.contact != Contact():
        fields["visitor"]["contact"] = contact_fields(conversation.contact)
    if conversation.bot in ("on", "person") and first_id <= conversation.last_id:
        fields["bot"] = conversation.bot
    if conversation.language:
        fields["language"] = conversation.language
    if first_id > 1:
        fields["first_id"] = first_id
    return fields


def summary(conversation: Conversation) -> ConversationFields:
    """With what the team does with it, for admins only."""
    fields = without_desk(conversation)
    if conversation.assignee_id:
        fields["assignee_id"] = conversation.assignee_id
    if conversation.tags:
        fields["tags"] = list(conversation.tags)
    if conversation.snoozed_until:
        fields["snoozed_until"] = conversation.snoozed_until
    if conversation.waiting_since and conversation.first_id(now_ms()) <= conversation.last_id:
        fields["waiting_since"] = conversation.waiting_since
    if conversation.links:
        fields["links"] = list(conversation.links)
    if conversation.desk_id:
        fields["desk_id"] = conversation.desk_id
    return fields


def context(stored: StoredContext | None) -> ContextFields | None:
    if stored is None:
        return None
    said = stored.context
    return {
        "id": stored.message_id,
        "received_at": stored.received_at,
        "page": said.page,
        "referrer": said.referrer,
        "paths": list(said.paths),
        "language": said.language,
        "time_zone": said.time_zone,
        "viewport": said.viewport,
        "data": dict(said.data),
    }


def exported(page: Page, stored: StoredContext | None) -> Exported:
    return {
        "exported_at": now_ms(),
        "conversation": without_desk(page.conversation),
        "address_range": page.conversation.address_range,
        "context": context(stored),
        "messages": [exported_message(each) for each in page.messages],
        "last_id": page.last_id,
        "has_more": page.has_more,
    }


def exported_message(message: Message) -> ExportedMessage:
    exported: ExportedMessage = {**message_fields(message), "sender_id": message.sender_id}  # type: ignore[typeddict-item]
    if message.is_message and message.attachments and config().files_bucket:
        from chalicelib.chat import attachments  # few messages have any

        exported["attachment_links"] = {each.id: each.url for each in attachments.links_of(message)}
    return exported


def inbox_page(page: InboxPage) -> Inbox:
    return {
        "conversations": [summary(conversation) for conversation in page.conversations],
        "cursor": cursors.encode(page.cursor),
        "has_more": page.has_more,
        "older": cursors.encode(page.older) if page.older else None,
    }


def counts(found: Counts, most: int) -> InboxCounts:
    fields: InboxCounts = {
        "views": {
            "all": found.all,
            "mine": found.mine,
            "unassigned": found.unassigned,
            "snoozed": found.snoozed,
            "blocked": found.blocked,
        },
        "most": most,
    }
    if found.elsewhere:
        fields["elsewhere"] = dict(found.elsewhere)
    return fields


def own_conversations(several: Several) -> OwnConversations:
    return {"conversations": [own_conversation(each) for each in several.conversations], "has_more": several.has_more}


def own_conversation(conversation: Conversation) -> OwnConversation:
    """Without anything that is for admins only."""
    return {
        "id": conversation.id,
        "status": conversation.status,
        "created_at": conversation.created_at,
        "last_id": conversation.last_id,
        "last_at": conversation.last_at,
        "last_sender": conversation.last_sender,
        "preview": conversation.preview,
        "read": read_marks(conversation),
    }


def visitors_conversations(several: Several) -> VisitorsConversations:
    return {"conversations": [summary(each) for each in several.conversations], "has_more": several.has_more}
