"""A site's settings, lists and audit log, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import cursors
from chalicelib.identity import site_credentials
from chalicelib.sites import page_settings

if TYPE_CHECKING:
    from chalicelib.api.answers.sites import (
        AuditLog,
        BlockFields,
        FaqEntryFields,
        FaqFields,
        LookFields,
        OpeningHoursFields,
        Settings,
        WebhookFields,
    )
    from chalicelib.model import Block, Site
    from chalicelib.model.accounts import AuditEntry
    from chalicelib.model.faq import Faq, FaqEntry
    from chalicelib.model.look import Look
    from chalicelib.model.opening_hours import OpeningHours
    from chalicelib.model.webhooks import Webhook


def audit_page(entries: list[AuditEntry], older: str | None) -> AuditLog:
    return {
        "entries": [
            {
                "id": entry.id,
                "at": entry.at,
                "actor": entry.actor,
                "action": entry.action,
                "target": entry.target,
                "address": entry.address,
                "details": entry.details,
            }
            for entry in entries
        ],
        "older": cursors.encode(older) if older else None,
    }


def site(site: Site) -> Settings:
    """A site's settings for its owner."""
    return {
        "id": site.site_id,
        "name": site.name,
        "greeting": site.greeting,
        "enabled": site.enabled,
        "origins": list(site.origins),
        "poll_ms": site.poll_ms,
        "check_ms": site.check_ms,
        "require_identity": site.require_identity,
        "retention_days": site.retention_days,
        "alert_after_seconds": site.alert_after_seconds,
        "answer_after_seconds": site.answer_after_seconds,
        "contact_form": site.contact_form,
        "chat_url": site.chat_url,
        "attachment_mb": site.attachment_mb,
        "show_presence": site.show_presence,
        "ask_rating": site.ask_rating,
        "messages_at_once": site.limits.messages_at_once,
        "message_every_ms": site.limits.message_every_ms,
        "conversations_per_minute": site.limits.conversations_per_minute,
        "conversations_per_address": site.limits.conversations_per_address,
        "hours": opening_hours(site.hours) if site.hours else None,
        "look": look(site.look) if site.look else None,
        "language": site.language,
        "visitor_context": site.visitor_context,
        "search_messages": site.search_messages,
        "widget_token": site.widget_token,
        "previous_widget_token_until": site_credentials.last_expiry(site_credentials.replaced_widget_tokens(site)),
        "has_identity_secret": site.identity_secret is not None,
        "previous_identity_secret_until": site_credentials.last_expiry(
            site_credentials.replaced_identity_secrets(site)
        ),
    }


def opening_hours(hours: OpeningHours) -> OpeningHoursFields:
    return {
        "zone": hours.zone,
        "week": page_settings.week(hours),
        "holidays": [
            {"date": each.date, "yearly": each.yearly, "name": each.name, "times": page_settings.times(each.times)}
            for each in hours.holidays
        ],
        "outside": hours.outside,
    }


def look(look: Look) -> LookFields:
    return {
        "accent": look.accent,
        "scheme": look.scheme,
        "side": look.side,
        "offset_x": look.offset_x,
        "offset_y": look.offset_y,
        "corners": look.corners,
        "icon": look.icon,
        "picture": look.picture,
        "label": look.label,
        "team_name": look.team_name,
        "welcome": [{"language": each.language, "title": each.title, "text": each.text} for each in look.welcome],
        "hidden_paths": list(look.hidden_paths),
        "bubbles": [
            {
                "text": each.text,
                "language": each.language,
                "paths": list(each.paths),
                "delay_seconds": each.delay_seconds,
            }
            for each in look.bubbles
        ],
    }


def faq(faq: Faq) -> FaqFields:
    return {"enabled": faq.enabled, "name": faq.name, "entries": [faq_entry(each) for each in faq.entries]}


def faq_entry(entry: FaqEntry) -> FaqEntryFields:
    return {
        "id": entry.id,
        "texts": [
            {
                "language": each.language,
                "question": each.question,
                "answer": each.answer,
                "keywords": list(each.keywords),
            }
            for each in entry.texts
        ],
        "suggested": entry.suggested,
    }


def block(block: Block) -> BlockFields:
    return {
        "id": block.id,
        "kind": block.kind,
        "value": block.value,
        "conversation_id": block.conversation_id,
        "reason": block.reason,
        "blocked_by": block.blocked_by,
        "created_at": block.created_at,
    }


def webhook(webhook: Webhook) -> WebhookFields:
    from chalicelib.sites import webhooks  # few calls need it

    last = webhook.last
    return {
        "id": webhook.id,
        "kind": webhook.kind,
        "name": webhook.name,
        "address": webhooks.masked(webhook),
        "chat_id": webhook.chat_id,
        "enabled": webhook.enabled,
        "switched_off": webhook.switched_off,
        "failures": webhook.failures,
        "last": {"at": last.at, "status": last.status, "problem": last.problem or None} if last else None,
        "created_at": webhook.created_at,
    }
