"""The whole way of a question that comes while nobody is there, and of its answer to a visitor who has left.

It has a run of its own: other tests' unread conversations would alert the same admin.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Owner
from tests.e2e.test_push import Desk
from tests.e2e.waiting import wait_until
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun
from tests.push_service import PushService, push_service
from tests.targets import TargetServer, answers, target

ANA = "ana@home.example"
ALERT_SECONDS = 15  # the least that a site can set
WITHIN = 45


@pytest.fixture
def run(tmp_path: Path) -> Iterator[LocalRun]:
    started = LocalRun(tmp_path)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def slack() -> Iterator[TargetServer]:
    with target(answers(200, b"ok")) as server:
        yield server


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def owner(run: LocalRun, slack: TargetServer) -> Owner:
    owner = Owner(run.api, run.admin_email, run.admin_password)
    owner.call("PATCH", "/admin/site", {"alert_after_seconds": ALERT_SECONDS, "answer_after_seconds": 0})
    owner.call("POST", "/admin/site/webhooks", {"kind": "slack", "name": "Support", "address": slack.url})
    return owner


def leave_address(visitor: WidgetPage, address: str) -> None:
    visitor.page.get_by_role("button", name="Get the answer by email").click()
    visitor.page.get_by_label("Email address").fill(address)
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.get_by_text(f"Answers also go to {address}")).to_be_visible()


def test_a_question_and_its_answer_reach_people_who_have_left(
    new_context: Callable[..., BrowserContext],
    run: LocalRun,
    owner: Owner,
    slack: TargetServer,
    service: PushService,
    unique: Callable[[str], str],
) -> None:
    seen_at_once, question, more = (unique(text) for text in ("Good morning", "Is the blue kettle back?", "Anyone?"))
    answer, reply = unique("Yes, three of them"), unique("Then I take two")

    # An admin turns push on, reads a first message at once, and leaves.
    admins = new_context(service_workers="allow", permissions=["local-network-access", "notifications"])
    desk = Desk(admins, service, run)
    desk.dashboard.sign_in(run.admin_email, run.admin_password)
    desk.turn_on()
    early = WidgetPage(new_context().new_page(), run.shop).visit().open()
    desk.dashboard.page.goto(f"{desk.dashboard.url}#/")
    desk.dashboard.is_live()
    early.write(seen_at_once)
    desk.dashboard.open(desk.dashboard.conversation_of(seen_at_once))
    desk.dashboard.log.shows(seen_at_once)
    desk.dashboard.unread(desk.dashboard.conversation_of(seen_at_once), 0)
    desk.page.goto(f"{run.pages}/admin/favicon.svg")  # the worker's origin, and no dashboard

    visitors = new_context()
    visitor = WidgetPage(visitors.new_page(), run.shop).visit().open()
    visitor.write(question)
    leave_address(visitor, ANA)

    # One push, one mail, one post to Slack, about the message that nobody has read.
    mailbox = new_context().new_page()
    wait_until(mailbox, lambda: slack.received, lambda: "the webhook", WITHIN)
    wait_until(mailbox, lambda: desk.browser.requests, lambda: "the push", WITHIN)
    mailbox.goto(run.mail)
    expect(mailbox.get_by_text("is waiting on Fern & Kettle")).to_be_visible(timeout=WITHIN * 1000)
    (posted,) = slack.received
    assert question in json.dumps(json.loads(posted.body), ensure_ascii=False)
    (pushed,) = desk.browser.notifications
    desk.deliver(pushed)
    wait_until(desk.page, desk.shown, lambda: "the notification", WITHIN)
    (notification,) = desk.shown()
    assert question in notification["body"]
    visitor.write(more)  # still nobody has read: no second alert

    # The notification's link opens the conversation. The visitor has closed the tab and gets the answer by mail.
    conversation = notification["href"]
    expect(visitor.log.message(more)).to_be_visible()
    visitors.close()
    dashboard = DashboardPage(admins.new_page(), run.pages)
    dashboard.page.goto(conversation)
    dashboard.sign_in(run.admin_email, run.admin_password)  # a session ends with its tab
    dashboard.log.shows(question, more)
    dashboard.write(answer)
    mailbox.goto(run.mail)
    letter = mailbox.get_by_role("link").filter(has_text=ANA)
    expect(letter).to_have_count(1, timeout=WITHIN * 1000)
    letter.click()

    # Its link opens the same conversation on another device.
    body = mailbox.frame_locator("iframe")
    link = body.locator("a[href*='#porchlight=']").first.get_attribute("href")
    assert link
    phone = new_context().new_page()
    phone.goto(link)
    expect(phone.get_by_text(answer)).to_be_visible()
    phone.close()

    # A reply from the mailbox appears in the open dashboard.
    form = mailbox.locator("form.answer")
    form.locator("textarea").fill(f"{reply}\n\n> {answer}")
    form.get_by_role("button", name="Send").click()
    started = time.monotonic()
    expect(dashboard.log.message(reply)).to_be_visible()
    print(f"reply in the dashboard after {time.monotonic() - started:.2f} s")
    expect(dashboard.page.get_by_text("Answered by email")).to_be_visible()

    assert len(slack.received) == len(desk.browser.requests) == 1
    alerts = [path for path in (run.folder / "mail").glob("*.eml") if b"is waiting" in path.read_bytes()]
    assert len(alerts) == 1
