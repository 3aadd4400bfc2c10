"""What a notification says. `admin_static/service_worker.js` reads it."""

import base64
import hashlib
import json
from typing import TypedDict

from chalicelib.identity.text import cut
from chalicelib.mail_texts import Texts
from chalicelib.model import Site
from chalicelib.notify.alert import Alert

# Every notification has this length, so that its length says nothing about it to the push service. It fits the longest
# names and a preview; a text that does not fit is cut.
BYTES = 2048
TITLE_CHARACTERS, BODY_CHARACTERS, SITE_CHARACTERS = 120, 300, 80


class Content(TypedDict):
    title: str
    body: str
    site: str
    conversation_id: str  # "": none, or several
    count: int  # unread messages


def of_alert(site: Site, alert: Alert, texts: Texts) -> Content:
    return {
        "title": alert.title(texts),
        "body": alert.preview,
        "site": site.name,
        "conversation_id": alert.conversation_id,
        "count": alert.messages,
    }


def of_test(site: Site, texts: Texts) -> Content:
    return {
        "title": texts.say("push_test"),
        "body": texts.say("push_test_text"),
        "site": site.name,
        "conversation_id": "",
        "count": 0,
    }


def to_bytes(content: Content) -> bytes:
    """The content as JSON, padded with spaces, which JSON allows at its end."""
    fitted: Content = {
        **content,
        "title": shortened(content["title"], TITLE_CHARACTERS),
        "site": shortened(content["site"], SITE_CHARACTERS),
    }
    characters = BODY_CHARACTERS
    while True:
        fitted["body"] = shortened(content["body"], characters)
        packed = json.dumps(fitted, ensure_ascii=False).encode()
        if len(packed) <= BYTES:
            return packed.ljust(BYTES)
        characters -= max(1, (len(packed) - BYTES) // 6)  # an escaped character has at most six bytes


def shortened(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{cut(text, characters - 1).rstrip()}…"


def topic(subject: str) -> str:
    """The push service keeps one undelivered notification of a topic, the last. 32 characters: RFC 8030, section 5.4.

    It is a hash, because the push service reads it.
    """
    return base64.urlsafe_b64encode(hashlib.sha256(subject.encode()).digest()[:24]).decode()
