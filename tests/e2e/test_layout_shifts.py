"""Nothing moves: neither the host page when the widget appears, nor the panel when it is opened for the first time."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

SHIFTS = Path(__file__).parent / "scripts" / "layout_shifts.js"
A_LINE = 0.02
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_and_the_open_panel_do_not_shift(new_visitor: Any, viewport: dict[str, int], unique: Any) -> None:
    widget = new_visitor(init_script=SHIFTS, viewport=viewport)
    page = widget.page
    page.wait_for_load_state("networkidle")
    widget.open()
    expect(widget.state).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("layoutShifts") == []

    widget.write(unique("Is the blue kettle in stock?"))
    widget.is_live()
    page.reload()
    expect(widget.launcher).to_be_attached()
    if viewport is PHONE:
        widget.open()
    expect(widget.log.messages).to_have_count(1)
    page.wait_for_load_state("networkidle")
    # The offer of an answer by e-mail is loaded a moment later than the log, and takes a line of its end.
    assert sum(value for value, *_ in page.evaluate("layoutShifts")) < A_LINE

    # The observer sees shifts, those within the panel too.
    page.evaluate(
        "document.querySelector('porchlight-chat').shadowRoot.querySelector('.pl-log-rows').style.padding = '90px'",
    )
    page.wait_for_timeout(300)
    assert page.evaluate("layoutShifts") != []
