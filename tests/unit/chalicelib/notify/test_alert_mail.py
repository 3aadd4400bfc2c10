"""What alerts say."""

import dataclasses

import pytest

from chalicelib.config import config
from chalicelib.mail_texts import admin_texts_for
from chalicelib.model import Conversation, Message, Site, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.notify import alert, alert_mail
from chalicelib.notify.alert import Alert
from chalicelib.notify.waiting import Waiting

pytestmark = pytest.mark.usefixtures("dashboard")

SITE = Site("default", "Fern & Kettle", "pl_default_1", ("https://shop.example",), "Hello!")
MAYA = Admin("a_1", "maya@shop.example", "Maya", {"default": "owner"}, "")
ENGLISH = admin_texts_for("en")


def waiting(*bodies: str, name: str = "Anna", id: str = "c_1", minutes: int = 6) -> Waiting:
    since = now_ms() - minutes * 60_000
    messages = [
        Message(id, number, f"client-{number}", "visitor", "v_1", name, body, since)
        for number, body in enumerate(bodies, 1)
    ]
    return Waiting(Conversation(id, "default", "v_1", name, last_id=len(bodies)), messages)


def of(*bodies: str, **more: object) -> Alert:
    return alert.of(SITE, waiting(*bodies, **more))  # type: ignore[arg-type]


def test_an_alert_says_who_waits_for_how_long_and_what_they_wrote() -> None:
    mail = alert_mail.compose(SITE, MAYA, of("Is the kettle back?", "Hello?"))
    assert mail.subject == "Anna is waiting on Fern & Kettle"
    assert "2 messages unread for 6 minutes." in mail.text
    assert "> Is the kettle back?\n> Hello?" in mail.text
    assert "Open the conversation: https://pages.example/admin/#/c/c_1" in mail.text


def test_a_long_text_is_shortened_between_characters() -> None:
    shown = of("x" * 498 + "\N{FAMILY}\N{VARIATION SELECTOR-16}" + "y" * 100).preview
    assert len(shown) <= alert.PREVIEW_CHARACTERS
    assert shown.endswith("x…")


def test_a_name_stays_on_one_line() -> None:
    assert (
        of("Hi", name="Anna\r\nBcc: everybody@shop.example").title(ENGLISH)
        == "Anna Bcc: everybody@shop.example is waiting"
    )


def test_a_digest_lists_ten_conversations_and_counts_all() -> None:
    digest = alert.digest("alerts/a_1/1", [of(f"Question {n}", id=f"c_{n}", minutes=n) for n in range(1, 13)])
    mail = alert_mail.compose(SITE, MAYA, digest)
    assert (digest.messages, digest.conversations) == (12, 12)
    assert mail.subject == "12 conversations are waiting on Fern & Kettle"
    assert "The first message has been unread for 12 minutes." in mail.text
    assert "https://pages.example/admin/#/c/c_10" in mail.text
    assert "Question 11" not in mail.text
    assert "Open the inbox: https://pages.example/admin/#/\n" in mail.text


def test_a_digest_of_one_is_that_alert() -> None:
    one = of("Hi")
    assert alert.digest("alerts/a_1/1", [one]) is one


def test_without_the_dashboard_s_address_there_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORCHLIGHT_DASHBOARD_URL")
    config.cache_clear()
    assert "http" not in alert_mail.compose(SITE, MAYA, of("Hi")).text


def test_a_dashboard_in_a_bucket_without_a_distribution_has_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORCHLIGHT_DASHBOARD_URL", "https://bucket.example/admin/index.html")
    config.cache_clear()
    assert of("Hi").link == "https://bucket.example/admin/index.html#/c/c_1"


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "1 minute"), (1, "1 minute"), (119, "119 minutes"), (120, "2 hours"), (3000, "2 days")]
)
def test_a_duration_is_said_in_its_largest_fitting_unit(minutes: int, said: str) -> None:
    assert alert_mail.duration(minutes * 60_000, ENGLISH) == said


def test_an_alert_belongs_to_the_read_mark() -> None:
    read = dataclasses.replace(waiting("Hi").conversation, admin_read=4)
    assert alert.of(SITE, Waiting(read, waiting("Hi").messages)).id == "alert/c_1/4"
