"""From values to what pages receive. Compact: an empty poll's body stays under 300 bytes."""

import dataclasses
import json
from typing import Any

from chalice import Response

from chalicelib.api import cursors
from chalicelib.chat.inbox import InboxPage
from chalicelib.chat.messages import Page
from chalicelib.config import config
from chalicelib.errors import Refusal
from chalicelib.events import message_fields, read_marks
from chalicelib.identity import site_credentials
from chalicelib.model import Admin, AuditEntry, Block, Conversation, Site, now_ms


def answer(status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status_code=status,
        headers={"Content-Type": "application/json", "Cache-Control": "no-store", **(headers or {})},
    )


def refused(refusal: Refusal) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return answer(refusal.status, error(refusal), headers)


def error(refusal: Refusal) -> dict[str, Any]:
    fields = {"code": refusal.code, "message": refusal.message, "field": refusal.field}
    return {"error": {name: value for name, value in fields.items() if value is not None}}


def page(page: Page) -> dict[str, Any]:
    return {
        "messages": [message_fields(message) for message in page.messages],
        "last_id": page.last_id,
        "has_more": page.has_more,
        "read": read_marks(page.conversation),
        "created_at": page.conversation.created_at,
        **beginning(page.first_id),
    }


def beginning(first_id: int) -> dict[str, int]:
    """Where a log begins, if it has lost its beginning."""
    return {"first_id": first_id} if first_id > 1 else {}


def summary(conversation: Conversation) -> dict[str, Any]:
    first_id = conversation.first_id(now_ms())
    return {
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
        **beginning(first_id),
    }


def exported(page: Page) -> dict[str, Any]:
    return {
        "exported_at": now_ms(),
        "conversation": summary(page.conversation),
        "address_range": page.conversation.address_range,
        "messages": [{**message_fields(each), "sender_id": each.sender_id} for each in page.messages],
        "last_id": page.last_id,
        "has_more": page.has_more,
    }


def inbox_page(page: InboxPage) -> dict[str, Any]:
    return {
        "conversations": [summary(conversation) for conversation in page.conversations],
        "cursor": cursors.encode(page.cursor),
        "has_more": page.has_more,
        "older": cursors.encode(page.older) if page.older else None,
    }


def audit_page(entries: list[AuditEntry], older: str | None) -> dict[str, Any]:
    return {
        "entries": [dataclasses.asdict(entry) for entry in entries],
        "older": cursors.encode(older) if older else None,
    }


def site(site: Site) -> dict[str, Any]:
    """A site's settings for its owner."""
    return {
        "id": site.site_id,
        "name": site.name,
        "greeting": site.greeting,
        "enabled": site.enabled,
        "origins": site.origins,
        "poll_ms": site.poll_ms,
        "check_ms": site.check_ms,
        "require_identity": site.require_identity,
        "retention_days": site.retention_days,
        **dataclasses.asdict(site.limits),
        "widget_token": site.widget_token,
        "previous_widget_token_until": site_credentials.last_expiry(site_credentials.replaced_widget_tokens(site)),
        "has_identity_secret": site.identity_secret is not None,
        "previous_identity_secret_until": site_credentials.last_expiry(
            site_credentials.replaced_identity_secrets(site)
        ),
    }


def admin(admin: Admin) -> dict[str, Any]:
    return {
        "id": admin.id,
        "name": admin.name,
        "email": admin.email,
        "role": admin.role,
        "second_factor": bool(admin.totp_secret),
    }


def block(block: Block) -> dict[str, Any]:
    return dataclasses.asdict(block)


def settings(site: Site) -> dict[str, Any]:
    """How pages reach the socket, and how often they ask (milliseconds)."""
    return {
        "socket_url": config().socket_url,
        "intervals": {"poll_ms": site.poll_ms, "check_ms": site.check_ms},
    }
