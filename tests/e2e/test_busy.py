"""A throttled page shows that the server is busy, and sends messages once it is not."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.waiting import becomes_true

NO_SOCKET = Path(__file__).parent / "scripts" / "refused_socket.js"
# API Gateway's own response, with the CORS headers that a deployment sets.
THROTTLED = {
    "status": 429,
    "headers": {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
        "Retry-After": "2",
    },
    "json": {"error": {"code": "throttled", "message": "Too many requests at the moment."}},
}


def throttle(page: Page, paths: str) -> None:
    def respond(route: Route) -> None:
        if route.request.method == "OPTIONS":
            return route.continue_()
        return route.fulfill(**THROTTLED)

    page.route(paths, respond)


def test_a_throttled_visitor_sees_busy_and_the_message_is_sent_automatically(new_visitor, owner, unique):
    visitor = new_visitor(init_script=NO_SOCKET)
    question, late = unique("Is the blue kettle in stock?"), unique("And the red one?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    throttle(visitor.page, "**/api/chatbot/**")
    visitor.write(late)

    expect(visitor.state).to_have_text("Busy, trying again")
    expect(visitor.panel.get_by_text("We're very busy. Messages will be sent in a moment.")).to_be_visible()
    expect(visitor.panel.get_by_text("No connection")).to_have_count(0)
    visitor.log.has_status(late, "Sending")

    visitor.page.unroute("**/api/chatbot/**")
    visitor.log.has_status(late, "Sent", within=30)
    expect(visitor.state).to_have_text("Checking for messages")
    assert owner.bodies(late) == [question, late]


def test_a_visitor_who_opens_the_chat_of_a_busy_server_can_already_write(new_visitor, unique):
    visitor = new_visitor(init_script=NO_SOCKET)
    throttle(visitor.page, "**/api/chatbot/**")
    visitor.open()
    expect(visitor.panel.get_by_text("We're very busy right now")).to_be_visible()

    question = unique("Is anybody there?")
    visitor.write(question)
    visitor.page.unroute("**/api/chatbot/**")
    visitor.log.has_status(question, "Sent", within=30)


def test_a_throttled_dashboard_shows_busy(new_admin):
    admin = new_admin(init_script=NO_SOCKET)
    expect(admin.badge).to_have_text("Polling")

    throttle(admin.page, "**/api/admin/chatbot**")

    expect(admin.badge).to_have_text("Busy")
    admin.page.unroute("**/api/admin/chatbot**")
    expect(admin.badge).to_have_text("Polling", timeout=30_000)


@pytest.mark.parametrize("leaves", [False, True])
def test_a_page_that_clears_the_storage_loses_neither_message_nor_conversation(visitor, owner, unique, leaves):
    question, unsent = unique("Is the blue kettle in stock?"), unique("And the red one?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    visitor.page.route("**/api/chatbot/message", lambda route: route.abort())
    visitor.write(unsent)
    visitor.log.has_status(unsent, "Sending")

    visitor.page.evaluate("localStorage.clear()")
    visitor.page.unroute("**/api/chatbot/message")
    if leaves:
        visitor.page.reload()
        expect(visitor.panel).to_be_visible()

    visitor.log.has_status(unsent, "Sent", within=30)
    assert owner.bodies(unsent) == [question, unsent]


def test_a_reset_in_one_tab_applies_in_the_other(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    other = visitor.page.context.new_page()
    other.goto(visitor.url)
    has_started(other)

    other.evaluate("window.Porchlight.reset()")

    expect(visitor.panel.get_by_text(question)).to_have_count(0)
    becomes_true(visitor.page, "Object.keys(localStorage).every((key) => key.startsWith('porchlight.reset.'))")


# The page is in the back/forward cache while `cached` is set: it gets no storage events.
CACHE = "addEventListener('storage', (event) => window.cached && event.stopImmediatePropagation(), true)"
LEAVE = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
COME_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
LOG_OUT = "Porchlight.reset(); localStorage.clear()"
TOKENS = "Object.keys(localStorage).filter((key) => key.endsWith('.visitor')).length"


def has_started(page: Page) -> None:
    becomes_true(page, "!!window.Porchlight?.reset")


def popup_of(visitor):
    """Returns a second tab in the same process, where both see each other's writes at once."""
    with visitor.page.expect_popup() as popup:
        visitor.page.evaluate("void window.open(location.href)")
    has_started(popup.value)
    return popup.value


def has_no_conversation(visitor, text: str) -> None:
    expect(visitor.panel.get_by_text(text)).to_have_count(0)
    assert visitor.page.evaluate(TOKENS) == 0


def test_a_reset_followed_by_a_clearing_applies_in_the_other_tab(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    popup_of(visitor).evaluate(LOG_OUT)

    has_no_conversation(visitor, question)


def test_a_reset_followed_by_a_clearing_applies_in_a_page_that_comes_back_from_the_cache(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.page.add_init_script(CACHE)
    visitor.page.reload()
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    other = popup_of(visitor)
    visitor.page.evaluate(f"window.cached = true; {LEAVE}")

    other.evaluate(LOG_OUT)
    other.close(run_before_unload=True)
    becomes_true(visitor.page, "Object.keys(localStorage).some((key) => key.startsWith('porchlight.reset.'))")
    visitor.page.evaluate(f"window.cached = false; {COME_BACK}")

    has_no_conversation(visitor, question)


def test_a_page_that_comes_back_from_the_cache_and_finds_its_conversation_deleted_does_not_restore_it(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    visitor.page.evaluate(f"{LEAVE}; localStorage.clear(); {COME_BACK}")

    has_no_conversation(visitor, question)


def test_a_page_that_comes_back_from_the_cache_keeps_its_conversation(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    visitor.page.evaluate(f"localStorage.clear(); {LEAVE}; {COME_BACK}")
    visitor.page.evaluate(f"localStorage.clear(); {COME_BACK}")

    expect(visitor.panel.get_by_text(question)).to_be_visible()
    assert visitor.page.evaluate(TOKENS) == 1
