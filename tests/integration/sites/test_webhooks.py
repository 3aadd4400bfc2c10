"""A site's webhooks as its owner manages them. Deliveries: notify/test_webhooks.py."""

import dataclasses
from typing import Any

import pytest

from chalicelib.config import config
from chalicelib.model.webhooks import FAILURES_ALLOWED, Delivery
from chalicelib.notify import outbound
from chalicelib.sites import webhook_rules
from chalicelib.sites import webhooks as use_cases
from chalicelib.storage import sites, webhooks
from tests.api_client import Answer, Api, Shop
from tests.integration.log_lines import logged
from tests.targets import answers, target

PATH = "/admin/site/webhooks"
SECRET = "https://hooks.shop.example/services/the-secret-part"
BOT = "123456789:" + "AAEhBP0av28ZFjC3xR5q7wK1yT9uLmNoPqR"


def add(admin: Api, **fields: Any) -> Answer:
    return admin.post(PATH, {"kind": "slack", "name": "Ops", "address": SECRET, **fields})


def listed(admin: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = admin.get(PATH).body["webhooks"]
    return found


def fail(shop: Shop, times: int) -> None:
    """Stores so many failures, and switches the webhook off."""
    for _ in range(times):
        (webhook,) = webhooks.of(shop.site.site_id)
        webhooks.delivered(shop.site.site_id, webhook, Delivery(1, 500, "It refused."), switch_off=True)


def test_an_added_webhook_is_listed_without_its_secret(shop: Shop) -> None:
    admin = shop.admin()
    with logged() as lines:
        added = add(admin).body["webhook"]
        assert listed(admin) == [added]
        audit = admin.get("/admin/audit").raw
    assert (added["address"], added["enabled"], added["last"]) == ("hooks.shop.example/…part", True, None)
    for text in (str(listed(admin)), audit, lines.text, admin.get("/admin/site").raw):
        assert "the-secret" not in text


def test_a_telegram_bot_is_shown_by_its_number(shop: Shop) -> None:
    added = add(shop.admin(), kind="telegram", address=BOT, chat_id="@porchlight_ops").body["webhook"]
    assert (added["address"], added["chat_id"]) == ("123456789:…oPqR", "@porchlight_ops")


def test_a_short_secret_is_not_shown_at_all(shop: Shop) -> None:
    added = add(shop.admin(), address="https://hooks.shop.example/abc").body["webhook"]
    assert added["address"] == "hooks.shop.example/…"


def test_a_sixth_webhook_is_refused_and_a_removed_one_makes_room(shop: Shop) -> None:
    admin = shop.admin()
    ids = [add(admin, address=f"{SECRET}{number}").body["webhook"]["id"] for number in range(5)]
    assert [each["id"] for each in listed(admin)] == ids
    assert add(admin).body["error"]["code"] == "webhooks_full"
    assert admin.call("DELETE", f"{PATH}/{ids[2]}").status == 200
    assert add(admin).status == 201
    assert len(listed(admin)) == 5


def test_the_same_address_twice_is_refused_and_another_chat_of_a_bot_is_not(shop: Shop) -> None:
    admin = shop.admin()
    add(admin)
    assert add(admin).body["error"] == {
        "code": "webhook_exists",
        "message": "The site has a webhook with this address already.",
        "field": "address",
    }
    for chat, status in (("-1", 201), ("-2", 201), ("-1", 409)):
        assert add(admin, kind="telegram", address=BOT, chat_id=chat).status == status
    other = add(admin, address=f"{SECRET}2").body["webhook"]["id"]
    assert admin.call("PATCH", f"{PATH}/{other}", {"address": SECRET}).status == 409


def test_a_change_leaves_the_rest_and_the_sites_settings_as_they_are(shop: Shop) -> None:
    admin = shop.admin()
    first, second = (add(admin, address=f"{SECRET}{number}").body["webhook"] for number in range(2))
    changed = admin.call("PATCH", f"{PATH}/{first['id']}", {"name": "Night", "enabled": False}).body["webhook"]
    assert changed == {**first, "name": "Night", "enabled": False}
    assert listed(admin) == [changed, second]
    admin.call("PATCH", "/admin/site", {"greeting": "Good evening."})
    assert listed(admin) == [changed, second]
    site = sites.get(shop.site.site_id, strong=True)
    assert site
    assert site.greeting == "Good evening."


def test_a_webhook_that_was_switched_off_starts_again_when_it_is_switched_on(shop: Shop) -> None:
    admin = shop.admin()
    id = add(admin).body["webhook"]["id"]
    fail(shop, FAILURES_ALLOWED)
    (off,) = listed(admin)
    assert (off["enabled"], off["switched_off"], off["failures"]) == (False, True, FAILURES_ALLOWED)
    assert off["last"] == {"at": 1, "status": 500, "problem": "It refused."}
    renamed = admin.call("PATCH", f"{PATH}/{id}", {"name": "Night"}).body["webhook"]
    assert renamed["switched_off"] is True
    on = admin.call("PATCH", f"{PATH}/{id}", {"enabled": True}).body["webhook"]
    assert (on["enabled"], on["switched_off"], on["failures"]) == (True, False, 0)
    assert listed(admin) == [on]


def test_another_address_switches_a_broken_webhook_on_again(shop: Shop) -> None:
    admin = shop.admin()
    id = add(admin).body["webhook"]["id"]
    fail(shop, FAILURES_ALLOWED)
    changed = admin.call("PATCH", f"{PATH}/{id}", {"address": f"{SECRET}2"}).body["webhook"]
    assert (changed["enabled"], changed["failures"]) == (True, 0)


def test_what_owners_do_is_in_the_audit_log(shop: Shop) -> None:
    admin = shop.admin()
    id = add(admin).body["webhook"]["id"]
    admin.call("PATCH", f"{PATH}/{id}", {"address": f"{SECRET}2", "name": "Night"})
    admin.call("PATCH", f"{PATH}/{id}", {"name": "Night"})  # changes nothing
    admin.call("DELETE", f"{PATH}/{id}")
    entries = admin.get("/admin/audit").body["entries"]
    assert [(each["action"], each["target"], each["details"]) for each in entries[:3]] == [
        ("webhook.removed", id, {}),
        ("webhook.changed", id, {"settings": "address, name"}),
        ("webhook.added", id, {"kind": "slack", "name": "Ops"}),
    ]


def test_a_test_message_shows_what_the_service_answers(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    local = dataclasses.replace(config(), private_targets=True)
    monkeypatch.setattr(outbound, "config", lambda: local)
    monkeypatch.setattr(webhook_rules, "config", lambda: local)
    admin = shop.admin()
    with target(answers(404, b"no_service")) as slack:
        id = add(admin, address=slack.url).body["webhook"]["id"]
        tested = admin.post(f"{PATH}/{id}/test").body["webhook"]
        assert (tested["last"]["status"], tested["last"]["problem"], tested["failures"]) == (404, "no_service", 1)
        slack.answer = answers(200, b"ok")
        admin.call("PATCH", f"{PATH}/{id}", {"enabled": False})
        tested = admin.post(f"{PATH}/{id}/test").body["webhook"]
    assert (tested["last"]["status"], tested["last"]["problem"], tested["failures"]) == (200, None, 0)
    assert tested["enabled"] is False
    assert b"Test message from Porchlight" in slack.received[1].body
    assert listed(admin) == [tested]


def test_an_owner_sends_a_limited_number_of_test_messages(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_cases, "TESTS_AT_MOST", 2)
    admin = shop.admin()
    id = add(admin, address="https://localhost/").body["webhook"]["id"]
    statuses = [admin.post(f"{PATH}/{id}/test").status for _ in range(3)]
    refused = admin.post(f"{PATH}/{id}/test")
    assert statuses == [200, 200, 429]
    assert refused.body["error"]["code"] == "too_many_tests"
    assert 0 < int(refused.headers["retry-after"]) <= use_cases.TEST_SECONDS
