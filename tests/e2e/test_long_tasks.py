"""No task of the page takes more than 50 ms of a processor that is four times slower than this one."""

from typing import Any

from playwright.sync_api import Browser, expect

from devtools.bench.pages.long_log import LongLog
from devtools.bench.pages.long_tasks import longest_task
from devtools.bench.pages.people import PHONE

LONGEST_MS = 50
MESSAGES = 3_000
OPENINGS = 6  # at most


def test_opening_a_long_conversation_keeps_a_slow_phone_busy_for_less_than_50_ms(
    new_visitor: Any, browser: Browser
) -> None:
    visitor = new_visitor(**PHONE)
    visitor.open().write("Is the blue kettle in stock?")
    expect(visitor.log.messages.first).to_have_attribute("data-status", "sent")
    log = LongLog(visitor.page, MESSAGES)
    visitor.close()
    visitor.visit()
    log.wait_until_complete()
    visitor.page.wait_for_load_state("networkidle")

    # Processor time, and one opening is enough: what else this machine does must not count. Playwright's own scripts
    # run on the page's thread too, so there is nothing but a click of the mouse.
    box = visitor.launcher.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    longest = [float(LONGEST_MS)]
    while min(longest) >= LONGEST_MS and len(longest) <= OPENINGS:
        longest.append(longest_task(browser, visitor.page, lambda: visitor.page.mouse.click(x, y)))
        expect(visitor.log.message(f"[{MESSAGES}]")).to_be_visible()
        visitor.close()
    assert min(longest) < LONGEST_MS, longest
