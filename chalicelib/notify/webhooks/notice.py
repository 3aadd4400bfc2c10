"""What every webhook is sent: the same facts in each service's form, in the language of the site."""

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from chalicelib.config import config
from chalicelib.mail_texts import Texts, admin_texts_for
from chalicelib.model import Site, now_ms
from chalicelib.notify.alert import Alert

Event = Literal["visitor.waiting", "test"]

MENTION = re.compile(r"(?<!\w)@(?=\w)")
NOT_A_MENTION = "@\u200b"  # an invisible space; it looks the same


@dataclass(frozen=True, slots=True)
class Notice:
    """Texts as the visitor wrote them: each form escapes them.

    `id`: the same for every attempt. `link`: None where the dashboard's address is not known.
    """

    id: str
    event: Event
    site: Site
    title: str
    preview: str
    link: str | None
    conversation_id: str
    visitor_name: str
    waiting_since: int
    messages: int
    conversations: int
    texts: Texts

    @property
    def open(self) -> str:
        """What the link says."""
        return self.texts.say("open" if self.conversation_id else "open_inbox")

    @property
    def facts(self) -> str:
        """What stands below the preview: "2 unread messages · Fern & Kettle"."""
        if self.messages < 1:
            return self.site.name
        return f"{self.texts.count('unread_messages', self.messages)} · {self.site.name}"


def of_alert(alert: Alert) -> Notice:
    texts = admin_texts_for(alert.site.language)
    return Notice(
        id=f"ev_{hashlib.sha256(alert.id.encode()).hexdigest()[:24]}",
        event="visitor.waiting",
        site=alert.site,
        title=alert.title(texts),
        preview=alert.preview,
        link=alert.link,
        conversation_id=alert.conversation_id,
        visitor_name=alert.visitor_name,
        waiting_since=alert.waiting_since,
        messages=alert.messages,
        conversations=alert.conversations,
        texts=texts,
    )


def of_test(site: Site, id: str) -> Notice:
    texts = admin_texts_for(site.language)
    return Notice(
        id=f"ev_{hashlib.sha256(id.encode()).hexdigest()[:24]}",
        event="test",
        site=site,
        title=texts.say("webhook_test"),
        preview=texts.say("webhook_test_text"),
        link=config().dashboard_url,
        conversation_id="",
        visitor_name="",
        waiting_since=now_ms(),
        messages=0,
        conversations=0,
        texts=texts,
    )


def without_mentions(text: str) -> str:
    """A visitor who writes "@everyone" must not call everyone. An address such as a@b.example stays as it is."""
    return MENTION.sub(NOT_A_MENTION, text)


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
