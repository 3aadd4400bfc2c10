"""Notifications of a browser that is not looking at the dashboard, and the dashboard without a connection.

Everything is real, apart from the push service: the server's request reaches one of the test's own, which opens it, and
the browser's service worker gets what it contained.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.waiting import wait_until
from tests.push_service import Browser, PushService, push_service

PUSH_MANAGER = Path(__file__).parent / "scripts" / "push_manager.js"


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


class Desk:
    """An admin whose browser has a push service."""

    def __init__(self, context: BrowserContext, service: PushService, run: Any) -> None:
        self.browser: Browser = service.browser()
        keys = {"p256dh": self.browser.p256dh, "auth": self.browser.auth}
        subscription = json.dumps({"endpoint": self.browser.endpoint, "keys": keys})
        context.add_init_script(f"window.pushSubscription = {subscription}")
        context.add_init_script(path=PUSH_MANAGER)
        self.page = context.new_page()
        self.dashboard = DashboardPage(self.page, run.pages).visit()
        self.deliver = self.deliverer(context)

    @property
    def card(self) -> Any:
        return self.dashboard.card("Notifications")

    def turn_on(self) -> None:
        self.dashboard.settings("account")
        self.card.get_by_role("switch", name="Notifications on this browser").click()
        expect(self.card.get_by_role("button", name="Send a test")).to_be_visible()

    def deliverer(self, context: BrowserContext) -> Callable[[dict[str, Any]], None]:
        """Delivers a notification to the service worker, as the push service would."""
        session = context.new_cdp_session(self.page)
        registrations: list[dict[str, Any]] = []
        session.on(
            "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
        )
        session.send("ServiceWorker.enable")

        def deliver(content: dict[str, Any]) -> None:
            wait_until(self.page, lambda: registrations)
            controlled(self.page)
            found = next(each for each in reversed(registrations) if each["scopeURL"].endswith("/admin/"))
            origin = "/".join(found["scopeURL"].split("/")[:3])
            session.send(
                "ServiceWorker.deliverPushMessage",
                {"origin": origin, "registrationId": found["registrationId"], "data": json.dumps(content)},
            )

        return deliver

    def shown(self) -> list[dict[str, Any]]:
        script = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
          .map(({title, body, tag, data, icon}) => ({title, body, tag, href: data.href, icon}))"""
        found: list[dict[str, Any]] = self.page.evaluate(script)
        return found


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context(service_workers="allow", permissions=["local-network-access", "notifications"])


@pytest.fixture
def desk(context: BrowserContext, service: PushService, local_run: Any) -> Desk:
    desk = Desk(context, service, local_run)
    desk.dashboard.sign_in(local_run.admin_email, local_run.admin_password)
    return desk


def test_a_test_notification_goes_from_the_button_through_the_push_service_to_the_screen(desk: Desk) -> None:
    desk.turn_on()
    desk.card.get_by_role("button", name="Send a test").click()
    expect(desk.card.get_by_text("A test notification is on its way.")).to_be_visible()
    # Visitors of other tests may be waiting: this browser receives their notifications too.
    wait_until(desk.page, lambda: desk.browser.titled("Notifications work"))
    (content,) = desk.browser.titled("Notifications work")
    desk.deliver(content)
    wait_until(desk.page, desk.shown)
    (notification,) = desk.shown()
    assert notification["title"] == "Notifications work"
    assert notification["body"].endswith("\nFern & Kettle")
    assert desk.page.request.get(notification["icon"]).headers["content-type"] == "image/png"


def test_an_alert_names_its_conversation_and_a_later_one_replaces_it(desk: Desk) -> None:
    desk.turn_on()
    about = {"title": "Ann is waiting", "site": "Fern & Kettle", "conversation_id": "c_1", "count": 1}
    desk.deliver({**about, "body": "Is the blue kettle in stock?"})
    wait_until(desk.page, lambda: len(desk.shown()) == 1)
    desk.deliver({**about, "body": "Hello?"})
    # While one takes the place of the other there may be none.
    wait_until(desk.page, lambda: any(each["body"].startswith("Hello?") for each in desk.shown()))
    (notification,) = desk.shown()
    assert (notification["title"], notification["tag"]) == ("Ann is waiting", "c_1")
    assert notification["href"] == f"{desk.dashboard.url}#/c/c_1"
    desk.deliver({**about, "conversation_id": "c_2", "body": "And another"})
    wait_until(desk.page, lambda: len(desk.shown()) == 2)


def test_a_reload_keeps_notifications_on_and_turning_them_off_ends_them(desk: Desk) -> None:
    desk.turn_on()
    with desk.page.expect_response("**/api/admin/session/push") as sent:
        desk.page.reload()
    assert sent.value.status == 200
    switch = desk.card.get_by_role("switch", name="Notifications on this browser")
    expect(switch).to_be_checked()
    with desk.page.expect_response(lambda response: response.request.method == "DELETE") as removed:
        switch.click()
    assert removed.value.url.endswith("/admin/session/push")
    expect(switch).not_to_be_checked()
    expect(desk.card.get_by_role("button", name="Send a test")).to_have_count(0)


def test_a_new_key_of_the_server_is_noticed_by_the_page_which_subscribes_again(desk: Desk) -> None:
    desk.turn_on()
    earlier = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    desk.page.evaluate("key => localStorage.setItem('test.push.subscription', key)", earlier)
    with desk.page.expect_request("**/api/admin/session/push") as sent:
        desk.page.reload()
    assert json.loads(sent.value.post_data or "")["key"] != earlier
    assert desk.page.evaluate("localStorage.getItem('test.push.subscription')") != earlier


def test_blocked_notifications_are_explained_and_not_offered(
    new_context: Callable[..., BrowserContext], service: PushService, local_run: Any
) -> None:
    context = new_context(service_workers="allow")
    context.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")
    desk = Desk(context, service, local_run)
    desk.dashboard.sign_in(local_run.admin_email, local_run.admin_password)
    desk.dashboard.settings("account")
    expect(desk.card.get_by_text("Notifications are blocked in this browser.")).to_be_visible()
    expect(desk.card.get_by_role("switch", name="Notifications on this browser")).to_have_count(0)


def test_an_iphone_is_told_to_install_the_page(new_context: Callable[..., BrowserContext], local_run: Any) -> None:
    context = new_context()
    context.add_init_script("delete window.PushManager; Navigator.prototype.standalone = false")
    page = DashboardPage(context.new_page(), local_run.pages).visit()
    page.sign_in(local_run.admin_email, local_run.admin_password).settings("account")
    expect(page.card("Notifications").get_by_text("Add to Home Screen")).to_be_visible()


def controlled(page: Page) -> None:
    wait_until(page, lambda: page.evaluate("() => navigator.serviceWorker.controller !== null"))


CACHED = """async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
  .flat().map(({url}) => url)"""


def test_without_a_connection_the_page_loads_and_says_so_and_no_answer_of_the_api_was_kept(desk: Desk) -> None:
    controlled(desk.page)
    desk.page.reload()  # now all of its files pass the service worker
    desk.dashboard.is_live()
    desk.dashboard.settings("account")
    expect(desk.card).to_be_visible()
    shell = (desk.dashboard.url, f"{desk.dashboard.url}app.js")
    wait_until(desk.page, lambda: set(shell) <= set(desk.page.evaluate(CACHED)))
    kept = desk.page.evaluate(CACHED)
    assert [url for url in kept if not url.startswith(desk.dashboard.url)] == []
    assert [url for url in kept if "/api" in url] == []

    desk.page.context.set_offline(True)
    desk.page.goto(f"{desk.dashboard.url}?offline")
    expect(desk.page.get_by_text("cannot be reached")).to_be_visible()
    desk.page.context.set_offline(False)
    desk.dashboard.is_live()


def test_a_new_version_is_seen_at_the_next_load(context: BrowserContext, local_run: Any) -> None:
    page = DashboardPage(context.new_page(), local_run.pages).visit()
    page.sign_in(local_run.admin_email, local_run.admin_password)
    controlled(page.page)
    page.page.reload()
    page.is_live()
    # Requests of the service worker pass the context's routes.
    context.route(
        "**/admin/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=answer.text().replace("<title>", "<title>New ")
        ),
    )
    page.page.reload(wait_until="commit")
    served = page.page.evaluate("async () => (await fetch('./')).text()")
    assert "<title>New Porchlight" in served


REFUSED = """async (script) => {
  const attempts = {
    register: () => navigator.serviceWorker.register("app.js"),
    another: () => trustedTypes.createPolicy("another", { createScriptURL: (url) => url }),
    again: () => trustedTypes.createPolicy("porchlight-worker", { createScriptURL: (url) => url }),
  };
  try {
    await attempts[script]();
    return "";
  } catch (error) {
    return error.name;
  }
}"""


def test_no_other_script_can_be_registered_and_no_other_policy_created(desk: Desk) -> None:
    controlled(desk.page)  # the page has created its policy, whose name is used once
    for attempt in ("register", "another", "again"):
        assert desk.page.evaluate(REFUSED, attempt) == "TypeError", attempt
