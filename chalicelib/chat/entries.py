"""The next entry of a conversation's log, and the conversation as it will be with it."""

import dataclasses
import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from chalicelib.chat import retention
from chalicelib.identity.addresses import range_of
from chalicelib.model import Caller, Contact, Conversation, Draft, Message, Role, VisitorCaller
from chalicelib.storage import sites

PREVIEW_CHARACTERS = 120
SIDES: tuple[Role, Role] = ("visitor", "admin")


def retention_days(site_id: str) -> int:
    site = sites.recent(site_id)
    return site.retention_days if site else 0


def next_of(
    conversation: Conversation, draft: Draft, days: int, now: int, of_sender: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Message, Conversation]:
    """Returns the entry with the next number, and the conversation as it will be with that entry.

    `of_sender`: what else changes in the conversation, because of who sends it.
    """
    message = Message(
        conversation_id=conversation.id,
        id=conversation.last_id + 1,
        client_id=draft.client_id,
        sender_type=draft.sender_type,
        sender_id=draft.sender_id,
        sender_name=draft.sender_name,
        body=draft.body,
        sent_at=now,
        mail_id=draft.mail_id,
        attachments=draft.attachments,
        kind=draft.kind,
        target=draft.target,
        rating=draft.rating,
        expires_at=retention.expires_at(now, days),
    )
    # What changes is collected first: each copy of a conversation costs more CPU time than all of the rest.
    changed: dict[str, Any] = {
        "stored": True,
        "created_at": conversation.created_at or now,
        "last_id": message.id,
        "changed": next_change(conversation, now),
        **retention.changes(conversation, message, days),
        **of_sender,
    }
    if draft.kind == "text":
        changed |= {
            "last_at": now,
            "last_sender": message.sender_type,
            "preview": preview_of(message.in_words),
            **answered_or_waiting(conversation, message),
        }
        if message.sender_type in SIDES:
            changed["status"] = "open"
    # A sender who had received every message has read them all. Otherwise the mark stays until the page moves it.
    if draft.after == conversation.last_id:
        changed["admin_read" if draft.sender_type == "admin" else "visitor_read"] = message.id
    if draft.kind != "text":
        for side in SIDES:  # nobody has to read a quiet entry
            if conversation.has_read_all(side, now):
                changed[f"{side}_read"] = message.id
    return message, dataclasses.replace(conversation, **changed)


def answered_or_waiting(conversation: Conversation, message: Message) -> dict[str, Any]:
    """What changes: a visitor's message ends a snooze, and the visitor waits from the first one on that nobody has
    answered. Any other message answers it. It also clears a snooze that has ended: the message is later in the inbox's
    order."""
    if message.sender_type == "visitor":
        return {"waiting_since": conversation.waiting_since or message.sent_at, "snoozed_until": 0}
    ended = not conversation.is_snoozed(message.sent_at)
    return {"waiting_since": 0, "snoozed_until": 0 if ended else conversation.snoozed_until}


def preview_of(text: str) -> str:
    return " ".join(text.split())[:PREVIEW_CHARACTERS]


def of_visitor(caller: Caller, conversation: Conversation, contact: Contact | None) -> dict[str, Any]:
    """What changes: the visitor's address range, language and contact, and the name, e-mail address and id of a
    verified visitor."""
    if not isinstance(caller, VisitorCaller):
        return {}
    changed: dict[str, Any] = {
        "address_range": range_of(caller.address) or None,
        "language": conversation.language or caller.language,
    }
    given = (contact.name, contact.email) if contact else (None, None)
    if contact and given not in ((None, None), (conversation.contact_name, conversation.contact_email)):
        changed |= of_contact(conversation, contact)
    if caller.verified_id is not None:
        changed |= {
            "visitor_name": caller.name,
            "visitor_email": caller.email,
            "verified_id": caller.verified_id,
        }
    return changed


def of_contact(conversation: Conversation, contact: Contact) -> dict[str, Any]:
    """What changes. With an address comes a secret, which the links in its mails contain. Another address has another
    secret, so that links in mails to the earlier address end."""
    same = contact.email == conversation.contact_email and conversation.contact_secret
    secret = conversation.contact_secret if same else secrets.token_urlsafe(18)
    return {
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_state": contact.state,
        "contact_language": contact.language or conversation.contact_language,
        "contact_secret": secret if contact.email else "",
        "reply_secret": conversation.reply_secret if same else "",
    }


def next_change(conversation: Conversation, now: int) -> str:
    """The sort key of a change made now: always above the previous one, even if this machine's clock is behind."""
    previous = int(conversation.changed.partition("#")[0] or 0)
    return f"{max(now, previous + 1):013d}#{conversation.id}"
