"""A conversation of 10,000 messages: the page contains what is near the screen, and nothing moves under the reader."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from devtools.bench.pages.long_log import LongLog
from tests.e2e.test_layout_shifts import TWO_FRAMES
from tests.e2e.waiting import wait_until
from tests.e2e.widget_page import WidgetPage

COUNT = 10_000
MOST_ELEMENTS = 3_000
TOPS = """log => {
    const top = log.getBoundingClientRect().top;
    return [...log.querySelectorAll('article')].map(each => {
        const { top: start, bottom } = each.getBoundingClientRect();
        return [parseInt(each.querySelector('.pl-bubble').textContent.trim().slice(1)), start - top, bottom - top];
    });
}"""
FOCUSED = "() => document.querySelector('porchlight-chat').shadowRoot.activeElement?.getAttribute('href')"
HIGHER = """log => { log.querySelector('article').style.paddingBlockStart = '137px'; }"""


def first(log: Locator) -> tuple[int, float]:
    """The number of the first message on the screen, and where it begins, from the top of the log."""
    return next((number, top) for number, top, bottom in log.evaluate(TOPS) if bottom > 0)


def place(log: Locator, number: int) -> float | None:
    return next((top for each, top, _ in log.evaluate(TOPS) if each == number), None)


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_ten_thousand_messages_scroll_without_a_jump(new_visitor: Any, locale: str) -> None:
    widget: WidgetPage = new_visitor(locale=locale)
    page = widget.page
    page.evaluate("tag => Porchlight.setLocale(tag)", locale)
    widget.launcher.click()
    box = widget.panel.locator(".pl-composer-input")
    box.fill("Is the blue kettle in stock?")
    box.press("Enter")
    expect(widget.log.messages).to_have_count(1)
    expect(widget.log.messages.first).to_have_attribute("data-status", "sent")
    log = LongLog(page, COUNT)
    page.reload()
    scroller = widget.panel.locator(".pl-log")
    expect(widget.log.message(f"[{COUNT}]")).to_be_visible(timeout=60_000)
    # The last part of the panel makes the log less high, and keeps it at its end: a scroll of that moment is lost.
    expect(widget.panel.locator(".contact")).to_be_visible()
    page.evaluate(TWO_FRAMES)

    def elements() -> int:
        return scroller.locator("*").count()

    assert elements() < MOST_ELEMENTS
    # Up, in small steps and in large ones: what was on the screen moves by as much as the reader scrolls.
    scroller.hover()
    for pixels in [300] * 8 + [400] * 10:
        number, before = first(scroller)
        page.mouse.wheel(0, -pixels)
        comes_to(scroller, number, before + pixels)
        assert elements() < MOST_ELEMENTS

    # Something above becomes higher, as a picture or a translated date does.
    number, before = first(scroller)
    scroller.evaluate(HIGHER)
    page.wait_for_timeout(100)
    comes_to(scroller, number, before)

    # To the very first message, and a link in a message of before keeps the focus.
    scroller.evaluate("log => { log.scrollTop = log.scrollHeight * 0.5; }")
    # The links of the new place: those of before are about to leave the page.
    wait_until(page, lambda: any(COUNT * 0.4 < each < COUNT * 0.6 for each, *_ in scroller.evaluate(TOPS)))
    address = scroller.locator("a").first.evaluate("link => (link.focus(), link.getAttribute('href'))")
    scroller.evaluate("log => { log.scrollTop = 0; }")
    expect(widget.log.message("[1]")).to_be_visible()
    assert page.evaluate(FOCUSED) == address

    # New messages are counted, announced and below; the reader stays.
    before = first(scroller)
    log.length += 3
    pill = widget.panel.locator(".pl-pill")
    expect(pill).to_have_attribute("data-new", "true", timeout=30_000)
    expect(pill).to_contain_text("3" if locale == "en-GB" else re.compile("[3٣]"))
    assert first(scroller) == before
    newest = widget.log.message(f"[{COUNT + 3}]")
    expect(newest).not_to_have_attribute("aria-live", "off")
    assert elements() < MOST_ELEMENTS

    pill.click()
    expect(newest).to_be_in_viewport()
    expect(pill).to_be_hidden()

    # What leaves the page and comes back is not announced again.
    log.length += 25
    expect(widget.log.message(f"[{log.length}]")).to_be_attached(timeout=30_000)
    scroller.evaluate("log => { log.scrollTop = 0; }")
    expect(newest).to_have_count(0)
    scroller.evaluate("log => { log.scrollTop = log.scrollHeight; }")
    scroller.hover(position={"x": 20, "y": 20})
    while not newest.count():
        top = scroller.evaluate("log => log.scrollTop")
        page.mouse.wheel(0, -300)
        wait_until(page, lambda top=top: scroller.evaluate("log => log.scrollTop") < top)
        page.evaluate(TWO_FRAMES)  # what comes near the screen is drawn
    expect(newest).to_have_attribute("aria-live", "off")


def comes_to(log: Locator, number: int, expected: float) -> None:
    """A message is at a place of the log, and stays there."""
    wait_until(log.page, lambda: place(log, number) == pytest.approx(expected, abs=1.5), lambda: log.evaluate(TOPS))
    log.page.wait_for_timeout(100)
    assert place(log, number) == pytest.approx(expected, abs=1.5), number
