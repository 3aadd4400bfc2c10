"""From a visitor's message to the notification, by the real functions, schedules and preferences."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.notify.push import vapid
from chalicelib.storage import sites
from tests.api_client import Api, Seat, Shop, across
from tests.integration.background import Background, background
from tests.push_service import Browser, PushService, new_key


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Background]:
    file = tmp_path / "push-key"
    file.write_text(new_key(), encoding="ascii")
    key = vapid.parse(file.read_text(encoding="ascii"))
    monkeypatch.setattr(vapid, "current", lambda: key)
    sites.known.clear()
    with background(push_key_file=str(file), push_public_key=key.public, private_targets="yes") as running:
        yield running


@pytest.fixture
def owner(shop: Shop) -> Api:
    return shop.admin()


@pytest.fixture
def browser(work: Background, owner: Api, service: PushService) -> Browser:
    browser, key = service.browser(), vapid.current().public
    fields = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, "key": key}
    assert owner.post("/admin/session/push", fields).status == 200
    return browser


def written(shop: Shop, text: str = "Is the blue kettle in stock?") -> Seat:
    visitor = shop.visitor()
    visitor.send(text)
    return visitor


def test_a_message_that_nobody_reads_is_pushed_once(shop: Shop, work: Background, browser: Browser) -> None:
    visitor = written(shop)
    work.deliver(visitor.conversation_id)
    assert browser.requests == []
    jobs = work.jobs
    work.run_due()
    for job in jobs:  # delivered twice
        work.run(job)
    (notification,) = browser.notifications
    assert notification["body"] == "Is the blue kettle in stock?"
    assert notification["conversation_id"] == visitor.conversation_id


def test_a_message_that_is_read_in_time_is_not_pushed(
    shop: Shop, owner: Api, work: Background, browser: Browser
) -> None:
    visitor = written(shop)
    work.deliver(visitor.conversation_id)
    across(owner, visitor.conversation_id).mark_read(1)
    work.run_due()
    assert browser.requests == []


def test_a_push_service_that_is_busy_gets_the_alert_later_and_the_mail_is_sent_once(
    shop: Shop, work: Background, browser: Browser
) -> None:
    visitor = written(shop)
    work.deliver(visitor.conversation_id)
    browser.service.answers(503)
    work.run_due()
    browser.service.answers(201)
    work.run_due()
    assert len(browser.requests) == 2
    assert len(work.mails) == 1


def test_an_admin_who_turned_push_alerts_off_gets_none(
    shop: Shop, owner: Api, work: Background, browser: Browser
) -> None:
    assert owner.call("PATCH", "/admin/notifications", {"alert_by_push": False}).status == 200
    work.deliver(written(shop).conversation_id)
    work.run_due()
    assert browser.requests == []
