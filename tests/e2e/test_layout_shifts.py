"""Nothing moves: neither the host page when the widget appears, nor the panel when it is opened, on this page or
on the next one."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.waiting import becomes_true

SHIFTS = Path(__file__).parent / "scripts" / "layout_shifts.js"
A_TIME = 0.0002  # the time of the visitor's own message, at the end of its line, becomes "now" a moment later
# The panel waits for a part (HELD_MS in widget/panel.js) until the test says that it has waited long enough.
PATIENT = """
  const { setTimeout: usual } = window;
  window.setTimeout = (act, ms, ...rest) => {
    if (ms !== 1_500) return usual(act, ms, ...rest);
    window.patienceEnds = act;
  };
"""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Where everything is in each of the first frames; equal ones once.
REOPENED = """async () => {
  const root = document.querySelector("porchlight-chat").shadowRoot;
  const placed = ".panel, .header-name, .header-close, .pl-bubble, .contact, .pl-composer-input, .pl-send";
  Porchlight.open();
  const places = new Set();
  for (let frame = 0; frame < 40; frame++) {
    await new Promise(requestAnimationFrame);
    places.add(JSON.stringify([...root.querySelectorAll(placed)].map((each) => {
      let [x, y] = [0, -(each.closest(".pl-log")?.scrollTop ?? 0)]; // without the opening's own transition
      for (let at = each; at; at = at.offsetParent) [x, y] = [x + at.offsetLeft, y + at.offsetTop];
      return [each.className, x, y];
    })));
  }
  return [...places];
}"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_and_the_open_panel_do_not_shift(new_visitor: Any, viewport: dict[str, int], unique: Any) -> None:
    widget = new_visitor(init_script=SHIFTS, viewport=viewport)
    page = widget.page
    page.wait_for_load_state("networkidle")
    widget.open()
    expect(widget.state).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("layoutShifts") == []

    with page.expect_response("**/chatbot/messages*"):  # the socket's first, which the next page's could be taken for
        widget.write(unique("Is the blue kettle in stock?"))
        widget.is_live()
    # The messages of an earlier page do not come before what draws the offer of an answer by email.
    held: list[Route] = []
    page.route("**/extras.js*", lambda route: held.append(route))
    with page.expect_response("**/chatbot/messages*"), page.expect_request("**/extras.js*"):
        page.reload()
        page.evaluate("Porchlight.open()")
    page.evaluate(TWO_FRAMES)
    expect(widget.log.messages).to_have_count(0)
    for route in held:
        route.continue_()
    page.unroute("**/extras.js*")
    offer = widget.panel.get_by_role("button", name="Get the answer by email")
    expect(offer).to_be_visible()
    expect(widget.log.messages).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert sum(value for value, *_ in page.evaluate("layoutShifts")) < A_TIME

    # The observer sees shifts, those within the panel too.
    page.evaluate(
        "document.querySelector('porchlight-chat').shadowRoot.querySelector('.pl-log-rows').style.padding = '90px'",
    )
    becomes_true(page, "layoutShifts.length")

    # Chromium reports no shift of what has just been displayed again, so each frame is measured.
    page.evaluate("Porchlight.close()")
    expect(widget.panel).to_be_hidden()
    places = page.evaluate(REOPENED)
    assert len(places) == 1, places


def test_the_messages_are_shown_when_the_part_beside_them_does_not_come(visitor: Any, unique: Any) -> None:
    page, text = visitor.page, unique("Is the blue kettle in stock?")
    visitor.open().write(text)
    visitor.is_live()
    page.route("**/extras.js*", lambda route: None)
    page.add_init_script(PATIENT)
    with page.expect_response("**/chatbot/messages*"), page.expect_request("**/extras.js*"):
        page.reload()
    expect(visitor.panel.locator(".skeleton")).to_be_visible()
    page.evaluate("patienceEnds()")
    visitor.log.shows(text)
