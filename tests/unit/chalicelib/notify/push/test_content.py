import json
import re

import pytest

from chalicelib.mail_texts import admin_texts_for
from chalicelib.model import Site
from chalicelib.notify.alert import Alert
from chalicelib.notify.push import content
from chalicelib.notify.push.encryption import MOST_BYTES

SITE = Site("default", "Fern & Kettle", "pl_default_x", (), "Hello!")
ENGLISH = admin_texts_for("en")
LONGEST = ["x" * 300, "ü" * 300, "\N{TEAPOT}" * 300, "\n" * 300, '"' * 300, "\x01" * 300]


def alert(preview: str = "Is the blue kettle in stock?", name: str = "Ann", **more: int) -> Alert:
    return Alert("alert/c_1/0", SITE, "c_1", name, preview, waiting_since=0, messages=2, **more)


def read(packed: bytes) -> dict[str, object]:
    value: dict[str, object] = json.loads(packed)
    return value


def test_a_notification_says_who_wrote_what_on_which_site() -> None:
    assert read(content.to_bytes(content.of_alert(SITE, alert(), ENGLISH))) == {
        "title": "Ann is waiting",
        "body": "Is the blue kettle in stock?",
        "site": "Fern & Kettle",
        "conversation_id": "c_1",
        "count": 2,
    }


def test_a_digest_names_no_conversation() -> None:
    digest = Alert("digest/a_1/1", SITE, "", "", "", waiting_since=0, messages=9, conversations=6)
    packed = read(content.to_bytes(content.of_alert(SITE, digest, ENGLISH)))
    assert (packed["title"], packed["body"], packed["conversation_id"]) == ("6 conversations are waiting", "", "")


@pytest.mark.parametrize("text", ["", "x", *LONGEST], ids=lambda text: f"{text[:1]!r} x {len(text)}")
def test_every_notification_has_the_same_length_whatever_it_says(text: str) -> None:
    packed = content.to_bytes(content.of_alert(SITE, alert(preview=text, name=text or "Ann"), ENGLISH))
    assert len(packed) == content.BYTES <= MOST_BYTES
    body = str(read(packed)["body"])
    assert body == text or (body.endswith("…") and text.startswith(body[:-1]))


def test_of_a_long_text_as_much_as_fits_is_kept() -> None:
    packed = content.to_bytes(content.of_alert(SITE, alert(preview="\N{TEAPOT}" * 500), ENGLISH))
    assert read(packed)["body"] == "\N{TEAPOT}" * 299 + "…"
    controls = content.to_bytes(content.of_alert(SITE, alert(preview="\x01" * 500, name="\x01" * 80), ENGLISH))
    assert 150 < len(str(read(controls)["body"])) < 300


def test_a_topic_is_one_that_push_services_accept_and_says_nothing_to_them() -> None:
    topics = {content.topic(f"c_{number}") for number in range(100)}
    assert len(topics) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", topic) for topic in topics)
    assert content.topic("c_1") == content.topic("c_1")
