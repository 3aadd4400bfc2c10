"""Visitors and admins, each in a browser of their own, on a real local run (`local_run`)."""

import json
import secrets
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, expect

from devtools.bench.pages import browser as browsers
from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.hosts.host_page import addresses_of
from tests.e2e.owner import Owner
from tests.e2e.waiting import WITHIN_SECONDS
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun

expect.set_options(timeout=WITHIN_SECONDS * 1000)
# Far longer than any test waits: what a live page shows, a push has brought.
RARE_CHECK_MS = 600_000

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsers.chromium(*browsers.NEXT_PAGE) as running:
        yield running


@pytest.fixture(scope="session")
def local_run(local_run: LocalRun) -> LocalRun:
    """Its site's live pages check so rarely that no test can pass by it."""
    owner = Owner(local_run.api, local_run.admin_email, local_run.admin_password)
    owner.call("PATCH", "/admin/site", {"check_ms": RARE_CHECK_MS})
    return local_run


@pytest.fixture(scope="session", autouse=True)
def installed(local_run: Any) -> None:
    """The shop's pages have the widget already. The first page of a new site makes one call more."""
    addresses = addresses_of(local_run)
    call = urllib.request.Request(f"{local_run.api}/chatbot/installed", method="POST")
    call.add_header("Origin", local_run.shop)
    call.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(call, json.dumps({"widget_token": addresses.token}).encode()) as answer:
        assert answer.status == 200


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Creates separate browser contexts. An uncaught error in any of their pages fails the test."""
    opened: list[BrowserContext] = []
    crashes: list[Error] = []

    def make(init_script: Path | None = None, **options: Any) -> BrowserContext:
        context = browser.new_context(**{**USUAL, **options})
        if init_script:
            context.add_init_script(path=init_script)
        context.on("weberror", lambda crash: crashes.append(crash.error))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert not crashes


DESKTOP = {"width": 1280, "height": 800}
USUAL = {
    "reduced_motion": "reduce",
    "viewport": DESKTOP,
    # Chromium treats a page that a test fulfills (`route.fulfill`) as one on the internet, and would ask for permission
    # before it loads anything from localhost.
    "permissions": ["local-network-access"],
    # Routes of a page do not see what its service worker requests. tests/e2e/test_push.py has one.
    "service_workers": "block",
}


@pytest.fixture
def new_visitor(new_context: NewContext, local_run: Any) -> Callable[..., WidgetPage]:
    """A new visitor on the shop's page."""
    return lambda **options: WidgetPage(new_context(**options).new_page(), local_run.shop).visit()


@pytest.fixture
def new_dashboard(new_context: NewContext, local_run: Any) -> Callable[..., DashboardPage]:
    """The dashboard in a new browser, signed out."""
    return lambda **options: DashboardPage(new_context(**options).new_page(), local_run.pages).visit()


@pytest.fixture
def new_admin(new_dashboard: Callable[..., DashboardPage], local_run: Any) -> Callable[..., DashboardPage]:
    """A signed-in admin with a new browser."""
    return lambda **options: new_dashboard(**options).sign_in(local_run.admin_email, local_run.admin_password)


@pytest.fixture(scope="session")
def owner(local_run: Any) -> Owner:
    """The site's owner, without a browser."""
    return Owner(local_run.api, local_run.admin_email, local_run.admin_password)


@pytest.fixture
def new_caller(owner: Owner, local_run: Any) -> Callable[[], Caller]:
    """A new visitor without a browser."""
    return lambda: Caller(owner.send, addresses_of(local_run).token, local_run.shop)


@pytest.fixture
def agent(owner: Owner, new_dashboard: Callable[..., DashboardPage]) -> DashboardPage:
    """A signed-in agent with a new account."""
    member = owner.member("Noor Haddad")
    dashboard = new_dashboard().sign_in(member.email, member.password)
    dashboard.member = member
    return dashboard


@pytest.fixture
def visitor(new_visitor: Callable[..., WidgetPage]) -> WidgetPage:
    return new_visitor()


@pytest.fixture
def caller(new_caller: Callable[[], Caller]) -> Caller:
    return new_caller()


@pytest.fixture
def admin(new_admin: Callable[..., DashboardPage]) -> DashboardPage:
    return new_admin()


@pytest.fixture
def unique() -> Callable[[str], str]:
    """Makes a text unique among the messages of all tests."""
    return lambda text: f"{text} [{secrets.token_hex(3)}]"
