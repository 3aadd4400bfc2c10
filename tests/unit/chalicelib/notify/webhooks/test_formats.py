"""What each service is sent. A visitor's text must be shown as it was written, and call nobody."""

import json
from typing import Any

import pytest

from chalicelib.model import Site
from chalicelib.model.webhooks import Webhook, WebhookKind
from chalicelib.notify.alert import Alert
from chalicelib.notify.webhooks import formats, notice
from chalicelib.notify.webhooks.notice import Notice

SITE = Site("shop", "Fern & Kettle", "pl_shop_1", ("https://shop.example",), "")
LINK = "https://pages.example/admin/#/c/c_1?a=1&b=2"
ATTACK = "<!channel> <@U123> @everyone @here *bold* [click](https://evil.example) `x` </at> & @ada a@b.example"
KINDS: list[WebhookKind] = ["slack", "discord", "teams", "telegram", "json"]


def made(preview: str = "Do you ship to Rome?", name: str = "Ada", **more: Any) -> Notice:
    alert = Alert("alert/c_1/0", SITE, "c_1", name, preview, 1_784_188_800_000, 2)
    fields = {field: getattr(notice.of_alert(alert), field) for field in Notice.__slots__}  # type: ignore[attr-defined]
    return Notice(**{**fields, "link": LINK, **more})


def body(kind: WebhookKind, notice: Notice) -> dict[str, Any]:
    secret = "123456789:AAE0" if kind == "telegram" else "https://hooks.example/x"
    webhook = Webhook("wh_1", kind, "Ops", secret, 0, "-100200" if kind == "telegram" else "")
    found: dict[str, Any] = json.loads(formats.request(webhook, notice).body)
    return found


def texts(value: Any) -> list[str]:
    """All texts in a body, at any depth."""
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in values for text in texts(each)]


def test_slack_gets_blocks_and_a_text_for_notifications() -> None:
    sent = body("slack", made())
    assert sent["text"].splitlines() == [
        "Ada is waiting",
        "Do you ship to Rome?",
        "2 unread messages · Fern &amp; Kettle",
        LINK.replace("&", "&amp;"),
    ]
    assert [block["type"] for block in sent["blocks"]] == ["header", "section", "context", "actions"]
    assert sent["blocks"][3]["elements"][0]["url"] == LINK
    assert {text["type"] for text in (sent["blocks"][0]["text"], sent["blocks"][1]["text"])} == {"plain_text"}


def test_slacks_control_characters_are_escaped_in_every_text() -> None:
    sent = body("slack", made(ATTACK, name=ATTACK, link=None))
    assert all("<" not in text and ">" not in text for text in texts(sent))
    assert "&lt;!channel&gt; &lt;@\u200bU123&gt;" in sent["text"]


def test_discord_gets_an_embed_and_may_mention_nobody() -> None:
    sent = body("discord", made())
    embed = sent["embeds"][0]
    assert (sent["content"], embed["description"]) == ("Ada is waiting", "Do you ship to Rome?")
    assert (embed["url"], embed["footer"]["text"]) == (LINK, "2 unread messages · Fern & Kettle")
    assert embed["timestamp"] == "2026-07-16T08:00:00+00:00"
    assert sent["allowed_mentions"] == {"parse": []}


def test_discord_shows_no_markdown_of_a_visitor() -> None:
    sent = body("discord", made("# **Hi** _you_ ~~x~~ `y` ||z|| [a](https://evil.example)\n> q\n- l", name="*A*"))
    assert sent["embeds"][0]["description"] == (
        r"\# \*\*Hi\*\* \_you\_ \~\~x\~\~ \`y\` \|\|z\|\| \[a\]\(https\://evil\.example\)"
        "\n\\> q\n\\- l"
    )
    assert sent["content"] == r"\*A\* is waiting"


def test_teams_gets_a_card_whose_texts_are_not_formatted() -> None:
    sent = body("teams", made(ATTACK))
    (attachment,) = sent["attachments"]
    card = attachment["content"]
    assert (sent["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    assert {run["type"] for block in card["body"] for run in block["inlines"]} == {"TextRun"}
    assert card["body"][1]["inlines"][0]["text"] == ATTACK
    assert "msteams" not in card  # mentions would be declared there
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": "Open the conversation", "url": LINK}]


def test_telegram_gets_a_plain_text_for_a_chat_of_a_bot() -> None:
    webhook = Webhook("wh_1", "telegram", "Ops", "123456789:AAE0", 0, "-100200")
    request = formats.request(webhook, made(ATTACK))
    sent = json.loads(request.body)
    assert request.url == "https://api.telegram.org/bot123456789:AAE0/sendMessage"
    assert (sent["chat_id"], "parse_mode" in sent) == ("-100200", False)
    assert sent["text"].splitlines()[0] == "Ada is waiting"
    assert sent["text"].splitlines()[-1] == LINK
    assert "@\u200beveryone" in sent["text"]


def test_json_has_a_version_and_an_id_that_every_attempt_has() -> None:
    first, second = body("json", made()), body("json", made())
    assert first["event_id"] == second["event_id"]
    del first["sent_at"]
    assert first == {
        "version": 1,
        "event": "visitor.waiting",
        "event_id": first["event_id"],
        "site": {"id": "shop", "name": "Fern & Kettle"},
        "title": "Ada is waiting",
        "link": LINK,
        "conversations": 1,
        "conversation": {
            "id": "c_1",
            "visitor_name": "Ada",
            "unread_messages": 2,
            "waiting_since": 1_784_188_800_000,
            "preview": "Do you ship to Rome?",
        },
    }


def test_json_has_the_texts_as_they_were_written() -> None:
    assert body("json", made(ATTACK))["conversation"]["preview"] == ATTACK


@pytest.mark.parametrize("kind", ["slack", "discord", "telegram"])
def test_a_mention_of_a_visitor_calls_nobody_and_an_address_stays(kind: WebhookKind) -> None:
    joined = "\n".join(texts(body(kind, made(ATTACK, name="@everyone"))))
    assert "@everyone" not in joined
    assert "@here" not in joined
    assert "@ada" not in joined
    assert "a@b" in joined


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_dashboards_address_there_is_no_link(kind: WebhookKind) -> None:
    assert LINK not in json.dumps(body(kind, made(link=None)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_says_how_many_wait_and_has_no_conversation(kind: WebhookKind) -> None:
    digest = notice.of_alert(Alert("digest/1", SITE, "", "", "", 1_784_188_800_000, 7, conversations=6))
    sent = body(kind, digest)
    assert "6 conversations are waiting" in "\n".join(texts(sent))
    assert kind != "json" or (sent["conversation"], sent["conversations"]) == (None, 6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_text_stays_within_the_services_limits(kind: WebhookKind) -> None:
    webhook = Webhook("wh_1", kind, "Ops", "https://hooks.example/x", 0)
    request = formats.request(webhook, made("*" * 500, name="_&" * 100))
    sent = json.loads(request.body)
    assert len(request.body) < 8_000
    if kind == "slack":  # a header has at most 150 characters
        assert len(sent["blocks"][0]["text"]["text"]) <= 150
    if kind == "discord":  # 256 and 4,096
        assert len(sent["embeds"][0]["title"]) <= 256
        assert len(sent["embeds"][0]["description"]) <= 4096


def test_a_test_message_says_that_it_is_one() -> None:
    assert notice.of_test(SITE, "1").title == "Test message from Porchlight"
    assert body("json", notice.of_test(SITE, "1"))["event"] == "test"
