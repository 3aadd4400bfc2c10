"""How long the main thread is busy does not grow with the conversation. `dev.py bench long-log` measures it."""

from typing import Any

from playwright.sync_api import Browser, expect

from devtools.bench.pages.long_log import LongLog
from devtools.bench.pages.long_tasks import longest_task
from devtools.bench.pages.people import PHONE
from tests.e2e.widget_page import WidgetPage

FEW, MANY = 100, 3_000  # messages; both are more than the screen shows
OPENINGS = 4  # of each; the shortest counts, since the machine may do something else meanwhile
TIMES = 2.5  # drawing all of them would take thirty times as long


def test_opening_thousands_of_messages_keeps_the_page_busy_about_as_long_as_opening_a_hundred(
    new_visitor: Any, browser: Browser
) -> None:
    few, many = (busy_when_opened(browser, new_visitor(**PHONE), messages) for messages in (FEW, MANY))
    assert many < TIMES * few


def busy_when_opened(browser: Browser, visitor: WidgetPage, messages: int) -> float:
    """Processor time of the longest task, in the shortest of several openings."""
    visitor.open().write("Is the blue kettle in stock?")
    expect(visitor.log.messages.first).to_have_attribute("data-status", "sent")
    log = LongLog(visitor.page, messages)
    visitor.close()
    visitor.visit()
    log.wait_until_complete()
    visitor.page.wait_for_load_state("networkidle")
    # Playwright's own scripts run on the page's thread too, so there is nothing but a click of the mouse.
    box = visitor.launcher.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    longest = []
    for _ in range(OPENINGS):
        longest.append(longest_task(browser, visitor.page, lambda: visitor.page.mouse.click(x, y)))
        expect(visitor.log.message(f"[{messages}]")).to_be_visible()
        visitor.close()
    return min(longest)
