"""The form of each service. A text of a visitor is shown as it was written: it formats nothing and calls nobody."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from chalicelib.model import now_ms
from chalicelib.model.webhooks import Webhook, WebhookKind
from chalicelib.notify.webhooks.notice import Notice, shortened, without_mentions

JSON_VERSION = 1
DISCORD_MARKS = re.compile(r"([\\*_~`|>#\[\]()<:.+-])")
DISCORD_COLOUR = 0xE8A33D

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    body: bytes
    headers: Mapping[str, str]


def request(webhook: Webhook, notice: Notice) -> Request:
    url = f"https://api.telegram.org/bot{webhook.secret}/sendMessage" if webhook.kind == "telegram" else webhook.secret
    fields = {"chat_id": webhook.chat_id} if webhook.kind == "telegram" else {}
    body = json.dumps({**fields, **FORMATS[webhook.kind](notice)}, ensure_ascii=False).encode()
    return Request(url, body, {"Content-Type": "application/json", "Accept": "application/json"})


def slack(notice: Notice) -> Body:
    """https://docs.slack.dev/messaging/formatting-message-text: & < > are escaped in every text.

    Mattermost and Rocket.Chat take the same form and show `text`.
    """

    def plain(text: str, most: int) -> Body:
        shown = shortened(text, most)
        while len(escaped_for_slack(shown)) > most:  # Slack's limits are for the escaped text
            shown = shortened(shown, len(shown) - 1)
        return {"type": "plain_text", "text": escaped_for_slack(shown), "emoji": False}

    blocks: list[Body] = [{"type": "header", "text": plain(notice.title, 150)}]
    if notice.preview:
        blocks.append({"type": "section", "text": plain(notice.preview, 3000)})
    blocks.append({"type": "context", "elements": [plain(notice.facts, 300)]})
    if notice.link:
        button = {"type": "button", "text": plain(notice.open, 75), "url": notice.link, "style": "primary"}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": escaped_for_slack(as_text(notice)), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def escaped_for_slack(text: str) -> str:
    return without_mentions(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def discord(notice: Notice) -> Body:
    """https://discord.com/developers/docs/resources/webhook#execute-webhook"""
    embed: Body = {
        "title": escaped_for_discord(shortened(notice.title, 100)),
        "description": escaped_for_discord(shortened(notice.preview, 500)),
        "footer": {"text": without_mentions(shortened(notice.facts, 300))},
        "timestamp": datetime.fromtimestamp(notice.waiting_since / 1000, timezone.utc).isoformat(),
        "color": DISCORD_COLOUR,
    }
    if notice.link:
        embed["url"] = notice.link
    content = escaped_for_discord(shortened(notice.title, 100))
    return {"content": content, "embeds": [embed], "allowed_mentions": {"parse": []}}


def escaped_for_discord(text: str) -> str:
    return DISCORD_MARKS.sub(r"\\\1", without_mentions(text))


def teams(notice: Notice) -> Body:
    """An Adaptive Card, as the Workflows app takes it. A `TextRun` has no formatting and no mentions.

    https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
    """

    def text(content: str, **look: str | bool) -> Body:
        runs = [{"type": "TextRun", "text": content, **look}]
        return {"type": "RichTextBlock", "inlines": runs}

    body = [text(shortened(notice.title, 120), weight="Bolder", size="Medium")]
    if notice.preview:
        body.append(text(shortened(notice.preview, 500)))
    body.append(text(shortened(notice.facts, 300), isSubtle=True, size="Small"))
    card: Body = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if notice.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": notice.open, "url": notice.link}]
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "contentUrl": None, "content": card}]}


def telegram(notice: Notice) -> Body:
    """https://core.telegram.org/bots/api#sendmessage: without `parse_mode` a text is not formatted.

    The link is in the text: Telegram refuses a message whose button leads to an address such as localhost.
    """
    return {"text": without_mentions(as_text(notice)), "link_preview_options": {"is_disabled": True}}


def generic(notice: Notice) -> Body:
    """Documented in docs/webhooks.md. A field may be added; any other change needs another version."""
    conversation = None
    if notice.conversation_id:
        conversation = {
            "id": notice.conversation_id,
            "visitor_name": notice.visitor_name,
            "unread_messages": notice.messages,
            "waiting_since": notice.waiting_since,
            "preview": notice.preview,
        }
    return {
        "version": JSON_VERSION,
        "event": notice.event,
        "event_id": notice.id,
        "sent_at": now_ms(),
        "site": {"id": notice.site.site_id, "name": notice.site.name},
        "title": notice.title,
        "link": notice.link,
        "conversations": notice.conversations,
        "conversation": conversation,
    }


def as_text(notice: Notice) -> str:
    parts = [shortened(notice.title, 120), shortened(notice.preview, 500), notice.facts, notice.link or ""]
    return "\n".join(part for part in parts if part)


FORMATS: Mapping[WebhookKind, Callable[[Notice], Body]] = {
    "slack": slack,
    "discord": discord,
    "teams": teams,
    "telegram": telegram,
    "json": generic,
}
