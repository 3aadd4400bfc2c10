"""The chat works in Firefox, on the same twelve sites as in Chromium."""

import os
from pathlib import Path

import pytest

from tests.e2e.hosts.firefox import Firefox, Tab, find, firefox
from tests.e2e.hosts.sites import NAMES

ROOT = "document.querySelector('porchlight-chat')?.shadowRoot"
# The middle of an element, if a click there would reach the widget; else null.
X, Y = (
    f"""(selector) => {{
      const box = {ROOT}?.querySelector(selector)?.getBoundingClientRect();
      if (!box?.width) return null;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return document.elementFromPoint(x, y)?.localName === "porchlight-chat" ? {each} : null;
    }}"""
    for each in "xy"
)
FOCUSED = f"() => {ROOT}.activeElement?.classList.contains('pl-composer-input') === true"
SENT = f"""(text) => [...{ROOT}.querySelectorAll(".pl-message")].some(
  (message) => message.textContent.includes(text) && message.dataset.status === "sent")"""
SHOWN = f"(text) => {ROOT}.querySelector('[role=log]').textContent.includes(text)"
ON_A_PHONE = "phone"


# .ci/run sets the variable: there, a Firefox that is missing fails the test.
@pytest.mark.skipif(
    find() is None and "PORCHLIGHT_TEST_FIREFOX" not in os.environ,
    reason="Firefox is not installed (Debian's package is firefox-esr)",
)
def test_a_visitor_writes_and_is_answered_on_every_site_in_firefox(address_of, owner, unique, tmp_path: Path):
    with firefox(tmp_path) as browser:
        for name in NAMES:
            tab = browser.visit(address_of(name))
            if name == ON_A_PHONE:
                size = {"width": 390, "height": 844}
                browser.call("browsingContext.setViewport", context=tab.context, viewport=size)
            talk(browser, tab.frame() if name == "frame" else tab, owner, unique(f"From {name}"))
            tab.close()


def talk(browser: Firefox, page: Tab, owner, question: str) -> None:
    answer = question.replace("From", "Answer to")
    browser.printed.clear()
    page.becomes_true(X, ".launcher")
    page.click(page.evaluate(X, ".launcher"), page.evaluate(Y, ".launcher"))
    page.becomes_true(FOCUSED)
    page.press(f"{question}\ue007")
    page.becomes_true(SENT, question)
    owner.reply(question, answer)
    page.becomes_true(SHOWN, answer)
    assert [line for line in browser.printed if not line.startswith(("debug", "info"))] == [], question
