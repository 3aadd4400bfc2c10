"""Alerts posted to webhooks: real servers on this machine, and the deliveries that are stored with the site."""

import dataclasses
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.model import now_ms
from chalicelib.model.webhooks import FAILING_MS, FAILURES_ALLOWED, Webhook
from chalicelib.notify import outbound
from chalicelib.notify.alert import Alert
from chalicelib.notify.webhooks import deliveries, notice, send_alert
from chalicelib.storage import conversations, webhooks
from tests.api_client import Seat, Shop, across
from tests.functions import acting_as
from tests.integration.log_lines import logged
from tests.targets import Handler, TargetServer, answers, target

HOUR_MS = 3600 * 1000


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Targets may be on this machine."""
    local = dataclasses.replace(config(), private_targets=True, dashboard_url="https://pages.example/admin")
    monkeypatch.setattr(outbound, "config", lambda: local)


@pytest.fixture
def slack() -> Iterator[TargetServer]:
    with target(answers(200, b"ok")) as served:
        yield served


def add(shop: Shop, url: str, **fields: Any) -> Webhook:
    webhook = Webhook(f"wh_{len(webhooks.of(shop.site.site_id))}", "slack", "Ops", url, now_ms(), **fields)
    assert webhooks.add(shop.site.site_id, webhook, 5)
    return webhook


def stored(shop: Shop, webhook: Webhook) -> Webhook:
    return next(each for each in webhooks.of(shop.site.site_id) if each.id == webhook.id)


def alert_of(shop: Shop, visitor: Seat, waited_ms: int = 60_000) -> Alert:
    conversation = conversations.get(visitor.conversation_id)
    assert conversation
    id = f"alert/{conversation.id}/{conversation.read_by_admins}"
    return Alert(id, shop.site, conversation.id, "Ada", "hello", now_ms() - waited_ms, 1)


def send(shop: Shop, alert: Alert) -> None:
    with acting_as("job_due"):
        send_alert(shop.site, alert)


def test_an_alert_is_posted_once_to_each_webhook_that_is_on(shop: Shop, visitor: Seat, slack: TargetServer) -> None:
    on, off = add(shop, f"{slack.url}on"), add(shop, f"{slack.url}off", enabled=False)
    for _ in range(2):
        send(shop, alert_of(shop, visitor))
    assert [each.path for each in slack.received] == ["/on"]
    assert slack.received[0].headers["content-type"] == "application/json"
    assert b"Ada is waiting" in slack.received[0].body
    last = stored(shop, on).last
    assert last
    assert stored(shop, off).last is None
    assert (last.status, last.problem) == (200, "")


def test_a_site_without_webhooks_reads_one_row_and_sends_nothing(shop: Shop, visitor: Seat) -> None:
    send(shop, alert_of(shop, visitor))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_only_the_webhook_that_failed_for_now_is_tried_again(
    shop: Shop, visitor: Seat, slack: TargetServer, status: int
) -> None:
    with target(answers(status)) as broken:
        webhook, good = add(shop, broken.url), add(shop, slack.url)
        with pytest.raises(TryLater):
            send(shop, alert_of(shop, visitor))
        assert stored(shop, webhook).failures == 1
        broken.answer = answers(204)
        send(shop, alert_of(shop, visitor))
        send(shop, alert_of(shop, visitor))
    assert (len(broken.received), len(slack.received)) == (2, 1)
    assert (stored(shop, webhook).failures, stored(shop, good).failures) == (0, 0)


@pytest.mark.parametrize(
    ("status", "answer", "problem"),
    [
        (404, b"no_service", "no_service"),
        (400, b'{"ok":false,"description":"Bad Request: chat not found"}', "Bad Request: chat not found"),
        (401, b'{"message": "Invalid Webhook Token", "code": 50027}', "Invalid Webhook Token"),
        (403, b"<!doctype html><title>Forbidden</title>", "It refused the message."),
        (400, b"\x00a\n\tb\xff" + b"c" * 9000, "a b\N{REPLACEMENT CHARACTER}" + "c" * 115 + "…"),
    ],
)
def test_a_refusal_is_not_tried_again_and_is_shown_to_the_owner(
    shop: Shop, visitor: Seat, status: int, answer: bytes, problem: str
) -> None:
    with target(answers(status, answer)) as refusing:
        webhook = add(shop, refusing.url)
        for _ in range(2):
            send(shop, alert_of(shop, visitor))
    assert len(refusing.received) == 1
    found = stored(shop, webhook)
    assert found.last
    assert (found.failures, found.last.status, found.last.problem) == (1, status, problem)
    assert now_ms() - 60_000 < found.last.at <= now_ms()


def test_a_redirect_to_a_private_address_is_not_followed(shop: Shop, visitor: Seat, slack: TargetServer) -> None:
    with target(answers(302, Location=f"{slack.url}latest/meta-data/")) as redirecting:
        webhook = add(shop, redirecting.url)
        send(shop, alert_of(shop, visitor))
    assert slack.received == []
    found = stored(shop, webhook).last
    assert found
    assert (found.status, "redirects" in found.problem) == (302, True)


def resolving_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Every name resolves to the next of these addresses. Returns the addresses that are connected to."""
    connected: list[str] = []
    left = iter(answers)

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    monkeypatch.setattr(outbound, "config", config)
    monkeypatch.setattr(outbound.socket, "getaddrinfo", lambda *_, **__: [(*kind, (next(left), 443))])
    monkeypatch.setattr(outbound.socket, "create_connection", connect)
    return connected


HOOK = Webhook("wh_1", "slack", "Ops", "https://hooks.shop.example/x", 0)


def test_a_private_address_is_refused_for_good(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolving_to(monkeypatch, "169.254.169.254")
    delivery, passing = deliveries.deliver(HOOK, notice.of_test(shop.site, "1"))
    assert (connected, delivery.status, passing) == ([], 0, False)
    assert delivery.problem == "hooks.shop.example is not on the public internet."


def test_a_name_that_changes_to_a_private_address_is_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolving_to(monkeypatch, "93.184.215.14", "10.0.0.1")
    first, passing = deliveries.deliver(HOOK, notice.of_test(shop.site, "1"))
    assert (connected, passing) == (["93.184.215.14"], True)
    second, passing = deliveries.deliver(HOOK, notice.of_test(shop.site, "1"))
    assert (connected, passing) == (["93.184.215.14"], False)
    assert first.problem != second.problem


def test_a_slow_webhook_delays_no_other_and_ends_in_time(
    shop: Shop, visitor: Seat, slack: TargetServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = outbound.post
    monkeypatch.setattr(outbound, "post", lambda url, body, headers: post(url, body, headers, seconds=1))
    arrived: list[float] = []

    def silent(handler: Handler) -> None:
        handler.target.stopping.wait(60)

    def quick(handler: Handler) -> None:
        arrived.append(time.monotonic())
        answers(200)(handler)

    slack.answer = quick
    with target(silent) as slow:
        webhook = add(shop, slow.url)
        add(shop, slack.url)
        started = time.monotonic()
        with pytest.raises(TryLater):
            send(shop, alert_of(shop, visitor))
        ended = time.monotonic()
    assert arrived[0] < ended - 0.5
    assert ended - started < 30
    found = stored(shop, webhook).last
    assert found
    assert (found.status, found.problem) == (0, "It did not answer in time, or could not be reached.")


def test_nothing_is_posted_once_somebody_has_read(shop: Shop, visitor: Seat, slack: TargetServer) -> None:
    add(shop, slack.url)
    alert = alert_of(shop, visitor)
    across(shop.admin(), visitor.conversation_id).mark_read(1)
    visitor.send("Are you there?", after=1)  # waits anew: this one has an alert of its own
    send(shop, alert)
    assert slack.received == []
    send(shop, alert_of(shop, visitor))
    assert len(slack.received) == 1


def test_nothing_is_posted_for_a_conversation_that_was_erased(shop: Shop, visitor: Seat, slack: TargetServer) -> None:
    add(shop, slack.url)
    alert = alert_of(shop, visitor)
    assert shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    send(shop, alert)
    assert slack.received == []


def test_a_webhook_that_was_removed_meanwhile_is_not_tried_again_and_not_stored(shop: Shop, visitor: Seat) -> None:
    with target(answers(500)) as broken:
        webhook = add(shop, broken.url)

        def removed_while_answering(handler: Handler) -> None:
            webhooks.remove(shop.site.site_id, webhook.id)
            answers(500)(handler)

        broken.answer = removed_while_answering
        with pytest.raises(TryLater):
            send(shop, alert_of(shop, visitor))
        assert webhooks.of(shop.site.site_id) == []
        send(shop, alert_of(shop, visitor))
    assert len(broken.received) == 1


def test_an_alert_of_an_hour_ago_is_not_tried_again(shop: Shop, visitor: Seat) -> None:
    """So a webhook that is out of order for long puts no job into the queue of dead letters."""
    with target(answers(503)) as broken:
        add(shop, broken.url)
        send(shop, alert_of(shop, visitor, waited_ms=HOUR_MS))
    assert len(broken.received) == 1


def fail(shop: Shop, times: int, status: int = 500) -> Webhook:
    """A webhook that fails so many times, for conversations of their own."""
    with target(answers(status)) as broken:
        webhook = add(shop, broken.url)
        for _ in range(times):
            seat = shop.visitor()
            seat.send()
            send(shop, alert_of(shop, seat, waited_ms=HOUR_MS))
    return stored(shop, webhook)


def test_a_webhook_that_fails_for_a_day_is_switched_off(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    webhook = fail(shop, FAILURES_ALLOWED - 1)
    later = now_ms() + FAILING_MS
    monkeypatch.setattr(deliveries, "now_ms", lambda: later)
    assert (webhook.enabled, webhook.failures) == (True, FAILURES_ALLOWED - 1)
    seat = shop.visitor()
    seat.send()
    send(shop, alert_of(shop, seat))
    webhook = stored(shop, webhook)
    assert (webhook.enabled, webhook.switched_off, webhook.failures) == (False, True, FAILURES_ALLOWED)
    answer = shop.admin().get("/admin/site/webhooks").body["webhooks"][0]
    assert (answer["enabled"], answer["switched_off"]) == (False, True)


def test_an_outage_of_an_hour_switches_nothing_off(shop: Shop) -> None:
    webhook = fail(shop, FAILURES_ALLOWED + 2)
    assert (webhook.enabled, webhook.failures) == (True, FAILURES_ALLOWED + 2)


def test_one_success_ends_the_failures_in_a_row(shop: Shop, visitor: Seat, slack: TargetServer) -> None:
    webhook = add(shop, slack.url, failures=FAILURES_ALLOWED - 1, failing_since=1)
    send(shop, alert_of(shop, visitor))
    found = stored(shop, webhook)
    assert (found.enabled, found.failures) == (True, 0)


def test_no_log_line_has_an_address_or_an_answer(shop: Shop, visitor: Seat) -> None:
    with target(answers(404, b"the answer of a stranger")) as refusing, logged() as lines:
        add(shop, f"{refusing.url}secret-path")
        send(shop, alert_of(shop, visitor))
    assert len(lines.events("webhook_failed")) == 1
    assert "secret-path" not in lines.text
    assert "stranger" not in lines.text
