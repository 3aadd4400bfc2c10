"""What a webhook receives. It is read from the conversation at each attempt, so a message that was edited or deleted
meanwhile is sent as it is now, and what was erased is not sent.

docs/webhooks.md describes it. A field may be added; any other change needs another version. Nothing of the desk is in
it: neither notes nor tags nor who a conversation is assigned to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.config import config
from chalicelib.events import contact_fields, message_fields
from chalicelib.model import Contact, Conversation, Message, Site, now_ms
from chalicelib.model.event_webhooks import EventDelivery
from chalicelib.storage import conversations, messages

if TYPE_CHECKING:
    from chalicelib.events.webhook_bodies import EventBody, EventConversation

VERSION = 1


def of(site: Site, delivery: EventDelivery) -> EventBody | None:
    """None: it was erased, or is not kept any longer."""
    body: EventBody = {
        "version": VERSION,
        "id": delivery.event_id,
        "type": delivery.type,
        "attempt": delivery.attempts + 1,
        "at": delivery.at,
        "site": {"id": site.site_id, "name": site.name},
        "conversation": None,
        "number": delivery.entry,
    }
    if delivery.type == "test":
        return body
    conversation = conversations.get(delivery.conversation_id)
    number = delivery.target or delivery.entry
    if conversation is None or number < conversation.first_id(now_ms()):
        return None
    body["conversation"] = conversation_fields(conversation)
    if delivery.type == "conversation.created":
        return body
    entry = messages.get(conversation.id, number)
    return add_entry(body, entry) if entry else None


def add_entry(body: EventBody, entry: Message) -> EventBody | None:
    if entry.kind == "text":
        body["message"] = message_fields(entry)
    elif entry.kind != "rated":
        body["by"] = {"type": entry.sender_type, "name": entry.sender_name}
    elif entry.rating:
        body["rating"] = {"stars": entry.rating, "comment": entry.body, "closing": entry.target}
    else:
        return None  # another rating has replaced it
    return body


def conversation_fields(conversation: Conversation) -> EventConversation:
    fields: EventConversation = {
        "id": conversation.id,
        "status": conversation.status,
        "created_at": conversation.created_at,
        "last_id": conversation.last_id,
        "link": config().dashboard_link(f"c/{conversation.id}"),
        "visitor": {
            "id": conversation.visitor_id,
            "name": conversation.visitor_name,
            "verified_id": conversation.verified_id,
            "email": conversation.visitor_email,
        },
    }
    if conversation.contact != Contact():
        fields["visitor"]["contact"] = contact_fields(conversation.contact)
    return fields
