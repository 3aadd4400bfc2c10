"""From values to the bodies of answers. Compact: the body of an empty poll stays under 300 bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chalice import Response

from chalicelib.api import cursors
from chalicelib.api.answers.page import HtmlPage
from chalicelib.config import config
from chalicelib.events import contact_fields, message_fields, read_marks
from chalicelib.identity import site_credentials
from chalicelib.model import Block, Contact, Conversation, Message, Site, StoredContext, now_ms
from chalicelib.sites import page_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.api.answers import Answer
    from chalicelib.api.answers.accounts import InvitationFields, MailRefusal, Notifications, SignedInAdmin, TeamMember
    from chalicelib.api.answers.contract import Error
    from chalicelib.api.answers.conversations import (
        ContextFields,
        ConversationFields,
        Exported,
        ExportedMessage,
        Inbox,
        Messages,
        OwnConversation,
        OwnConversations,
        VisitorsConversations,
    )
    from chalicelib.api.answers.presence import Present, TeamForVisitors
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
    from chalicelib.api.answers.visitor import Delivery
    from chalicelib.chat.inbox import InboxPage
    from chalicelib.chat.messages import Page
    from chalicelib.chat.presence import TeamView, VisitorsTeam
    from chalicelib.chat.visitors_conversations import Several
    from chalicelib.errors import Refusal
    from chalicelib.model.accounts import Admin, AuditEntry, Invitation
    from chalicelib.model.faq import Faq, FaqEntry
    from chalicelib.model.look import Look
    from chalicelib.model.opening_hours import OpeningHours
    from chalicelib.model.webhooks import Webhook

NOT_STORED = {"Cache-Control": "no-store"}


def response(status: int, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status_code=status,
        headers={"Content-Type": "application/json", **NOT_STORED, **(headers or {})},
    )


def answered(answer: Answer[Any]) -> Response:
    if isinstance(answer, HtmlPage):
        return Response(body=answer.body, status_code=answer.status, headers={**answer.headers, **NOT_STORED})
    return response(answer.status, answer.body)


def refused(refusal: Refusal) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return response(refusal.status, error(refusal), headers)


def error(refusal: Refusal) -> Error:
    answer: Error = {"error": {"code": refusal.code, "message": refusal.message}}
    if refusal.field is not None:
        answer["error"]["field"] = refusal.field
    return answer


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


def summary(conversation: Conversation) -> ConversationFields:
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
    if first_id > 1:
        fields["first_id"] = first_id
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
        "conversation": summary(page.conversation),
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


def admin(admin: Admin) -> SignedInAdmin:
    return {
        "id": admin.id,
        "name": admin.name,
        "email": admin.email,
        "role": admin.role,
        "second_factor": bool(admin.totp_secret),
    }


def member(account: Admin) -> TeamMember:
    """An admin as owners see them."""
    return {**admin(account), "mail_refused": mail_refusal(account)}


def notifications(admin: Admin) -> Notifications:
    return {
        "notifications": {
            "alert_by_push": admin.alerts.alert_by_push,
            "alert_by_mail": admin.alerts.alert_by_mail,
            "quiet_from": admin.alerts.quiet_from,
            "quiet_until": admin.alerts.quiet_until,
            "quiet_zone": admin.alerts.quiet_zone,
        },
        "mail_set_up": config().mail_from is not None,
        "mail_refused": mail_refusal(admin),
    }


def mail_refusal(admin: Admin) -> MailRefusal | None:
    if not admin.mail_refused:
        return None
    return {"code": admin.mail_refused_code, "reason": admin.mail_refused, "at": admin.mail_refused_at}


def team(view: TeamView) -> Present:
    return {
        "at": now_ms(),
        "away": view.chose_away,
        "admins": [
            {"id": each.id, "name": each.name, "state": each.state, "viewing": list(each.viewing)}
            for each in view.members
        ],
    }


def visitors_team(team: VisitorsTeam) -> TeamForVisitors:
    return {"online": team.online, "away": team.away, "reply_ms": team.reply_ms}


def invitation(invitation: Invitation) -> InvitationFields:
    return {
        "id": invitation.id,
        "email": invitation.email,
        "role": invitation.role,
        "created_at": invitation.created_at,
        "expires_at": invitation.expires_at * 1000,
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


def delivery(site: Site) -> Delivery:
    """How pages reach the socket, and how often they request messages (milliseconds)."""
    return {
        "socket_url": config().socket_url,
        "intervals": {"poll_ms": site.poll_ms, "check_ms": site.check_ms},
    }
