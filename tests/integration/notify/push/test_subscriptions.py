"""The calls with which an admin's page turns notifications on and off, and asks for a test."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.accounts import push as subscriptions
from chalicelib.config import config
from chalicelib.model.accounts import NO_PUSH
from chalicelib.notify import jobs, push, runner, schedules
from chalicelib.notify.jobs import Job
from chalicelib.storage import sessions
from tests.api_client import PASSWORD, Api
from tests.integration.engine import failing, loses_answer
from tests.integration.notify.push.desk import Desk, session_id


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The jobs that were scheduled, in their JSON form."""
    found: list[dict[str, Any]] = []

    def at(job: Job, _: int) -> None:
        found.append(jobs.to_json(job))

    monkeypatch.setattr(schedules, "at", at)
    return found


def test_a_session_has_the_key_with_which_its_page_subscribes(desk: Desk) -> None:
    entry = Api().post("/admin/session", {"email": desk.email, "password": PASSWORD}).body
    assert entry["push_key"] == desk.key
    again = Api().post("/admin/session/refresh", {"refresh_token": entry["refresh_token"]}).body
    assert again["push_key"] == desk.key


def test_a_server_without_a_key_says_so(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = dataclasses.replace(config(), push_public_key=None)
    for module in ("chalicelib.accounts.push", "chalicelib.api.session"):
        monkeypatch.setattr(f"{module}.config", lambda: settings)
    entry = Api().post("/admin/session", {"email": shop.account(), "password": PASSWORD}).body
    assert entry["push_key"] is None
    fields = {"endpoint": "https://push.example/x", "p256dh": f"B{'A' * 86}", "auth": "A" * 22, "key": f"B{'A' * 86}"}
    assert Api(entry["token"]).post("/admin/session/push", fields).code == "push_not_set_up"


def test_a_subscription_is_stored_with_its_session_and_replaced_by_the_next_one(desk: Desk) -> None:
    api = desk.sign_in()
    first, second = desk.service.browser(), desk.service.browser()
    for browser in (first, second):
        assert desk.subscribe(api, browser).body == {}
        (session,) = desk.sessions
        assert (session.push.endpoint, session.push.p256dh) == (browser.endpoint, browser.p256dh)
        assert (session.push.auth, session.push.vapid_key) == (browser.auth, desk.key)


def test_subscribing_again_after_a_lost_answer_is_harmless(desk: Desk) -> None:
    api, browser = desk.sign_in(), desk.service.browser()
    with failing("UpdateItem", loses_answer):
        desk.subscribe(api, browser)
    assert desk.subscribe(api, browser).status == 200
    assert [session.push.endpoint for session in desk.sessions] == [browser.endpoint]


def test_a_new_session_of_a_browser_takes_the_subscription_from_the_one_before(desk: Desk) -> None:
    _, browser = desk.subscribed()
    later = desk.sign_in()
    assert desk.subscribe(later, browser).status == 200
    with_push = [session.id for session in desk.sessions if session.push != NO_PUSH]
    assert with_push == [session_id(later)]


def test_a_subscription_survives_refreshes_and_refreshes_survive_a_subscription(desk: Desk) -> None:
    entry = Api().post("/admin/session", {"email": desk.email, "password": PASSWORD}).body
    browser = desk.service.browser()
    desk.subscribe(Api(entry["token"]), browser)
    token = entry["refresh_token"]
    for _ in range(3):
        answer = Api().post("/admin/session/refresh", {"refresh_token": token})
        assert answer.status == 201
        token = answer.body["refresh_token"]
        assert desk.subscribe(Api(answer.body["token"]), browser).status == 200
    assert [session.push.endpoint for session in desk.sessions] == [browser.endpoint]


def test_a_session_that_has_ended_is_not_brought_back_by_its_subscription(desk: Desk) -> None:
    api = desk.sign_in()
    key = (desk.admin.id, session_id(api))
    before = sessions.known.get(key)
    sessions.delete(*key)
    sessions.known.put(key, before)  # as in another process that has it cached
    assert desk.subscribe(api, desk.service.browser()).code == "session_revoked"
    assert desk.sessions == []


def test_a_subscription_with_an_earlier_key_is_refused(desk: Desk, use_new_key: Callable[[], str]) -> None:
    api = desk.sign_in()
    use_new_key()
    answer = desk.subscribe(api, desk.service.browser())
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "push_key_replaced", "key")


def test_turning_off_twice_is_harmless(desk: Desk) -> None:
    api, _ = desk.subscribed()
    assert [api.call("DELETE", "/admin/session/push").status for _ in range(2)] == [200, 200]
    assert [session.push for session in desk.sessions] == [NO_PUSH]


def test_a_test_is_a_job_whose_notification_arrives_in_this_browser_only(
    desk: Desk, scheduled: list[dict[str, Any]]
) -> None:
    api, browser = desk.subscribed()
    _, other = desk.subscribed()
    assert api.post("/admin/session/push/test").body == {}
    (job,) = scheduled
    for _ in range(2):  # it may be delivered twice
        runner.run(job)
    (notification,) = browser.notifications
    assert notification["title"] == "Notifications work"
    assert notification["conversation_id"] == ""
    assert other.notifications == []


def test_a_test_is_in_the_admin_s_language(desk: Desk, scheduled: list[dict[str, Any]]) -> None:
    api, browser = desk.subscribed()
    assert api.post("/admin/language", {"language": "de"}).status == 200
    api.post("/admin/session/push/test")
    runner.run(scheduled[0])
    (notification,) = browser.notifications
    assert notification["title"] == "Benachrichtigungen funktionieren"
    assert notification["body"] == "Dieser Browser zeigt Ihnen an, wenn ein Besucher wartet."


def test_a_test_to_a_push_service_that_is_busy_is_not_tried_again(desk: Desk, scheduled: list[dict[str, Any]]) -> None:
    api, _ = desk.subscribed()
    desk.service.answers(503)
    api.post("/admin/session/push/test")
    runner.run(scheduled[0])
    assert len(scheduled) == 1


def test_a_test_whose_session_has_ended_sends_nothing(desk: Desk, scheduled: list[dict[str, Any]]) -> None:
    api, browser = desk.subscribed()
    api.post("/admin/session/push/test")
    api.call("DELETE", "/admin/session")
    runner.run(scheduled[0])
    assert browser.requests == []


def test_without_a_subscription_there_is_no_test(desk: Desk, scheduled: list[dict[str, Any]]) -> None:
    answer = desk.sign_in().post("/admin/session/push/test")
    assert (answer.status, answer.code) == (409, "push_not_subscribed")
    assert scheduled == []


def test_an_admin_gets_a_few_tests_and_then_has_to_wait(desk: Desk, scheduled: list[dict[str, Any]]) -> None:
    (first, _), (second, _) = desk.subscribed(), desk.subscribed()
    allowed = subscriptions.TESTS_AT_MOST
    answers = [api.post("/admin/session/push/test") for api in [first, second] * allowed]
    refused = [answer for answer in answers if answer.status != 200]
    assert len(scheduled) == allowed
    assert {answer.code for answer in refused} == {"too_many_tests"}
    assert all(0 < int(answer.headers["retry-after"]) <= subscriptions.TEST_SECONDS for answer in refused)


def test_an_alert_goes_to_admins_who_want_notifications_only() -> None:
    from chalicelib.notify import channels

    names = {channel.name for channel in channels.TO_ADMINS}
    assert "push" in names
    assert channels.TO_ADMINS[0].send is push.send_alert
