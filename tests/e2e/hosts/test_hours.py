"""Before anybody opens the chat: the site's settings are read, and the launcher is hidden outside the opening hours."""

import json
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.hosts.host_page import HostPages
from tests.e2e.widget_page import WidgetPage

NINE_TO_FIVE = [{"opens": "09:00", "closes": "17:00"}]
WORKDAYS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), NINE_TO_FIVE)
HIDDEN = {"zone": "Europe/Berlin", "week": WORKDAYS, "outside": "hide"}
SATURDAY = "2026-11-28T12:00:00Z"
BEFORE_OPENING = "2026-11-30T07:58:00Z"


@pytest.fixture(autouse=True)
def always_open_again(owner) -> Iterator[None]:
    yield
    owner.call("PATCH", "/admin/site", {"hours": None})


@pytest.fixture
def requested(host: HostPages) -> list[str]:
    """The addresses that the page requests, without its own."""
    found: list[str] = []
    host.page.on("request", lambda request: None if "/host/" in request.url else found.append(request.url))
    return found


def visited(host: HostPages, now: str | None = None, head: str = "") -> WidgetPage:
    """A page after the widget has read the settings. `now`: what its clock shows, if not the time."""
    if now:
        host.page.clock.install(time=now)
    visitor = host.visit(f"{head}<body>{host.tag}")
    host.page.wait_for_load_state("networkidle")
    return visitor


def files(host: HostPages, *more: str) -> list[str]:
    """The addresses of the script, the settings, and of more files beside them."""
    folder = host.addresses.script.removesuffix("porchlight.js")
    return [f"{folder}{name}" for name in ("porchlight.js", f"sites/{host.addresses.token}.json", *more)]


def test_the_launcher_appears_at_the_opening_and_the_api_is_never_called(owner, host, requested):
    owner.call("PATCH", "/admin/site", {"hours": HIDDEN})
    visitor = visited(host, BEFORE_OPENING)
    expect(visitor.launcher).to_be_hidden()
    host.page.clock.run_for(150_000)
    expect(visitor.launcher).to_be_visible()
    assert requested == files(host, "launch.js")


def test_a_panel_that_the_page_opens_keeps_the_launcher_until_it_is_closed(owner, host):
    owner.call("PATCH", "/admin/site", {"hours": HIDDEN})
    visitor = visited(host, SATURDAY)
    host.page.evaluate("window.Porchlight.open()")
    expect(visitor.box).to_be_visible()
    expect(visitor.launcher).to_be_visible()
    visitor.close()
    expect(visitor.launcher).to_be_hidden()


def test_an_unread_answer_shows_the_launcher_until_it_is_read(owner, host, unique):
    owner.call("PATCH", "/admin/site", {"hours": {**HIDDEN, "week": {}}})
    question = unique("Is the blue kettle back?")
    visitor = visited(host)
    host.page.evaluate("window.Porchlight.open()")
    visitor.write(question)
    visitor.is_live()
    visitor.close()
    expect(visitor.launcher).to_be_hidden()
    found = owner.call("GET", "/admin/chatbot")["conversations"]
    conversation = next(each["id"] for each in found if question in json.dumps(each))
    answer = {"client_id": secrets.token_urlsafe(12), "body": "It is.", "after": 1}
    owner.call("POST", f"/admin/chatbot/{conversation}/reply", answer)
    expect(visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")
    visitor.open().close()
    expect(visitor.launcher).to_be_hidden()


def test_a_site_that_hides_nothing_loads_its_settings_only(owner, host, requested):
    owner.call("PATCH", "/admin/site", {"hours": {**HIDDEN, "outside": "message"}})
    visitor = visited(host, SATURDAY)
    expect(visitor.launcher).to_be_visible()
    assert requested == files(host)


POLICY = (
    "<meta http-equiv='content-security-policy' content=\"default-src 'none'; script-src {pages}; "
    "connect-src {allowed}; require-trusted-types-for 'script'; trusted-types 'none'\">"
)


@pytest.mark.parametrize("documented", [True, False])
def test_a_strict_policy_needs_the_widgets_host_for_requests_and_without_it_the_launcher_is_shown(
    owner, host, local_run, documented
):
    owner.call("PATCH", "/admin/site", {"hours": HIDDEN})
    allowed = f"{local_run.api} {local_run.pages}" if documented else local_run.api
    visitor = visited(host, SATURDAY, POLICY.format(pages=local_run.pages, allowed=allowed))
    expect(visitor.widget).to_be_attached()
    expect(visitor.launcher).to_be_hidden() if documented else expect(visitor.launcher).to_be_visible()
