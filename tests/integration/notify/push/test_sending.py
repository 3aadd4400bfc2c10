"""Alerts to the browsers of an admin, and what follows from each answer of a push service."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.accounts import sessions as account_sessions
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.metrics import Metric
from chalicelib.model.accounts import NO_PUSH
from chalicelib.notify import push
from chalicelib.notify.push import sending
from chalicelib.storage import sessions
from tests.api_client import PASSWORD, Api
from tests.integration.log_lines import logged
from tests.integration.notify.push.desk import Desk
from tests.metrics import counting
from tests.push_service import Browser, PushService
from tests.targets import Handler


def alerted(desk: Desk, **about: Any) -> None:
    push.send_alert(desk.shop.site, desk.admin, desk.alert(**about))


def is_subscribed(desk: Desk) -> bool:
    return any(session.push != NO_PUSH for session in desk.sessions)


def test_every_browser_of_the_admin_gets_the_alert_and_can_read_it(desk: Desk) -> None:
    browsers = [desk.subscribed()[1] for _ in range(3)]
    desk.sign_in()  # without notifications
    with counting() as counted:
        alerted(desk)
        assert counted()[Metric.NOTIFICATIONS_PUSHED.value] == 3
    for browser in browsers:
        (notification,) = browser.notifications
        assert notification == {
            "title": "Ann is waiting",
            "body": "Is the blue kettle in stock?",
            "site": "Fern & Kettle",
            "conversation_id": "c_1",
            "count": 1,
        }


def test_a_request_has_the_headers_that_push_services_require(desk: Desk) -> None:
    _, browser = desk.subscribed()
    alerted(desk)
    (request,) = browser.requests
    assert request.headers["ttl"] == "86400"
    assert request.headers["urgency"] == "high"
    assert len(request.headers["topic"]) == 32
    assert "c_1" not in request.headers["topic"]
    assert desk.key in request.headers["authorization"]


def test_a_second_alert_of_a_conversation_replaces_the_first_at_the_push_service_and_others_do_not(desk: Desk) -> None:
    _, browser = desk.subscribed()
    alerted(desk, mark=0)
    alerted(desk, mark=1)
    alerted(desk, conversation_id="c_2")
    topics = [request.headers["topic"] for request in browser.requests]
    assert topics[0] == topics[1] != topics[2]


def test_an_alert_that_is_delivered_twice_is_pushed_once(desk: Desk) -> None:
    _, browser = desk.subscribed()
    for _ in range(2):
        alerted(desk)
    assert len(browser.requests) == 1


def test_two_sessions_with_the_same_subscription_are_one_browser(desk: Desk) -> None:
    _, browser = desk.subscribed()
    later = desk.sign_in()
    session = next(each for each in desk.sessions if each.push == NO_PUSH)
    subscription = next(each.push for each in desk.sessions if each.push != NO_PUSH)
    assert sessions.set_push(desk.admin.id, session.id, subscription)  # at the same moment as the first one
    alerted(desk)
    assert len(browser.requests) == 1
    assert later.token


def test_only_as_many_browsers_as_a_person_has_are_pushed_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_BROWSERS", 2)
    for _ in range(3):
        desk.subscribed()
    alerted(desk)
    assert len(desk.service.server.received) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_the_push_service_does_not_know_any_more_is_removed(desk: Desk, status: int) -> None:
    desk.subscribed()
    desk.service.answers(status)
    alerted(desk)
    assert not is_subscribed(desk)
    assert len(desk.sessions) == 1  # the admin stays signed in


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_push_service_that_is_busy_is_tried_again_later_and_nobody_else_twice(desk: Desk, status: int) -> None:
    _, first = desk.subscribed()
    _, second = desk.subscribed()
    desk.service.server.answer = lambda handler: answer(handler, status if handler.path == f"/{first.id}" else 201)
    with pytest.raises(TryLater):
        alerted(desk)
    desk.service.answers(201)
    alerted(desk)
    assert [len(browser.requests) for browser in (first, second)] == [2, 1]
    assert is_subscribed(desk)


def answer(handler: Handler, status: int) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.mark.parametrize(
    ("asked", "seconds"), [("90", 90), ("86400", 3600), ("", 0), ("Fri, 27 Nov 2026 10:00:00 GMT", 0), ("-5", 0)]
)
def test_the_pause_that_a_push_service_asks_for_is_kept_within_an_hour(desk: Desk, asked: str, seconds: int) -> None:
    desk.subscribed()
    desk.service.answers(429, Retry_After=asked)
    with pytest.raises(TryLater) as postponed:
        alerted(desk)
    assert postponed.value.seconds == seconds


@pytest.mark.parametrize("status", [301, 400, 401, 403, 413])
def test_a_refused_notification_is_counted_and_logged_and_not_tried_again(desk: Desk, status: int) -> None:
    _, browser = desk.subscribed()
    desk.service.answers(status, Location="http://127.0.0.1:1/")
    with counting() as counted, logged() as log:
        alerted(desk)
        alerted(desk)
        assert counted()[Metric.NOTIFICATIONS_REFUSED.value] == 1
    assert [line["cause"] for line in log.events("push_refused")] == [f"{status}"]
    assert len(browser.requests) == 1
    assert is_subscribed(desk)


def test_a_push_service_that_does_not_answer_in_time_is_tried_again_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    desk.subscribed()
    desk.service.server.answer = lambda handler: handler.target.stopping.wait(10) and None  # type: ignore[func-returns-value]
    with pytest.raises(TryLater):
        alerted(desk)


def test_a_subscription_of_an_earlier_key_is_removed_without_a_request(
    desk: Desk, use_new_key: Callable[[], str]
) -> None:
    _, browser = desk.subscribed()
    use_new_key()
    alerted(desk)
    assert browser.requests == []
    assert not is_subscribed(desk)


def test_a_subscription_whose_key_is_no_point_of_the_curve_is_removed(desk: Desk) -> None:
    api, browser = desk.sign_in(), desk.service.browser()
    assert desk.subscribe(api, browser, p256dh=f"B{'A' * 86}").status == 200
    alerted(desk)
    assert browser.requests == []
    assert not is_subscribed(desk)


def test_a_push_service_on_a_private_address_gets_no_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, browser = desk.subscribed()
    monkeypatch.setattr("chalicelib.notify.outbound.config", config)  # as on AWS
    with counting() as counted:
        alerted(desk)
        assert counted()[Metric.NOTIFICATIONS_REFUSED.value] == 1
    assert browser.requests == []


ENDINGS: dict[str, Callable[[Desk, Api], Any]] = {
    "signing out": lambda _, api: api.call("DELETE", "/admin/session"),
    "signing out everywhere": lambda _, api: api.call("DELETE", "/admin/sessions"),
    "another session ends it": lambda desk, api: desk.sign_in().call("DELETE", "/admin/sessions"),
    "the account's removal": lambda desk, _: account_sessions.end_of_account(desk.shop.site.site_id, desk.admin.id),
    "a new password elsewhere": lambda desk, _: desk.sign_in().post(
        "/admin/password", {"current": PASSWORD, "password": "a kettle that sings at six"}
    ),
    "turning notifications off": lambda _, api: api.call("DELETE", "/admin/session/push"),
}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS)
def test_after_this_the_browser_gets_nothing(end: Callable[[Desk, Api], Any], desk: Desk) -> None:
    api, browser = desk.subscribed()
    end(desk, api)
    alerted(desk)
    assert browser.requests == []


def test_an_expired_session_gets_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, browser = desk.subscribed()
    now = sessions.time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now + account_sessions.IDLE_SECONDS + 1)
    alerted(desk)
    assert browser.requests == []


def test_an_unused_push_service_costs_an_admin_without_notifications_no_request(
    desk: Desk, service: PushService
) -> None:
    desk.sign_in()
    alerted(desk)
    assert service.server.received == []


def test_the_keys_of_a_browser_are_in_no_log(desk: Desk) -> None:
    _, browser = desk.subscribed()
    desk.service.answers(410)
    with logged() as log:
        alerted(desk)
    assert log.events("push_subscription_removed")
    assert all(secret not in log.text for secret in secrets_of(browser))


def secrets_of(browser: Browser) -> tuple[str, ...]:
    return browser.auth, browser.p256dh, browser.id


def test_an_alert_is_in_the_admin_s_language_and_the_visitor_s_words_stay(desk: Desk) -> None:
    api, browser = desk.subscribed()
    assert api.post("/admin/language", {"language": "ja"}).status == 200
    alerted(desk)
    (notification,) = browser.notifications
    assert notification["title"] == "Annが返信を待っています"
    assert notification["body"] == "Is the blue kettle in stock?"
