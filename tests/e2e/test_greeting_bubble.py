"""A greeting beside the launcher: once, without a request to the API, and never in the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.test_axe import AXE, finds_nothing
from tests.e2e.widget_page import WidgetPage

GREETING = "Questions about a kettle?"


@pytest.fixture(autouse=True)
def greeted(owner) -> Iterator[None]:
    bubbles = [
        {"text": "Nur auf Deutsch", "language": "de", "delay_seconds": 0},
        {"text": GREETING, "delay_seconds": 0},
    ]
    owner.call("PATCH", "/admin/site", {"look": {"bubbles": bubbles}})
    yield
    owner.call("PATCH", "/admin/site", {"look": None})


def test_the_greeting_appears_once_steals_no_focus_and_opens_the_chat_with_its_text(new_context, local_run):
    context = new_context(init_script=AXE)
    visitor = WidgetPage(context.new_page(), local_run.shop)
    requested: list[str] = []
    visitor.page.on("request", lambda request: requested.append(request.url))
    visitor.visit()
    bubble = visitor.widget.locator(".bubble")
    text = bubble.get_by_role("button", name=GREETING)
    expect(text).to_be_visible()
    expect(visitor.widget.get_by_text("Nur auf Deutsch")).to_have_count(0)
    assert visitor.page.evaluate("document.activeElement === document.body")
    finds_nothing(visitor.page, "the greeting", "porchlight-chat")
    assert [url for url in requested if url.startswith(local_run.api)] == []
    shift = "performance.getEntriesByType('layout-shift').reduce((sum, {value}) => sum + value, 0)"
    assert visitor.page.evaluate(shift) == 0

    text.click()
    expect(visitor.panel.locator(".greeting-text")).to_have_text(GREETING)
    expect(bubble).to_have_count(0)
    assert [url for url in requested if "/message" in url] == []

    again = WidgetPage(context.new_page(), local_run.shop).visit()
    again.page.wait_for_load_state("networkidle")
    expect(again.widget.locator(".bubble")).to_have_count(0)


def test_escape_dismisses_the_greeting_and_leaves_the_focus_at_the_launcher(new_context, local_run):
    visitor = WidgetPage(new_context().new_page(), local_run.shop).visit()
    visitor.widget.get_by_role("button", name=GREETING).focus()
    visitor.page.keyboard.press("Escape")
    expect(visitor.widget.locator(".bubble")).to_have_count(0)
    expect(visitor.launcher).to_be_focused()
    expect(visitor.panel).to_be_hidden()
