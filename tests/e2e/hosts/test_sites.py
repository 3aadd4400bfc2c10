"""The chat works on twelve sites that are hard on a widget."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.hosts.sites import NAMES
from tests.e2e.message_log import MessageLog
from tests.e2e.widget_page import WidgetPage

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
LONG_TASKS = """
  window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))))
    .observe({ type: "longtask", buffered: true });
"""


class SomeWidget(WidgetPage):
    """The widget in any language, on a page or on one in a frame."""

    def __init__(self, page: Page, where: Page | FrameLocator) -> None:
        super().__init__(page, "")
        self.widget = where.locator("porchlight-chat")
        self.launcher = self.widget.locator(".launcher")
        self.panel = self.widget.get_by_role("dialog")
        self.box = self.panel.locator(".pl-composer-input")
        self.log = MessageLog(self.panel)


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_writes_and_is_answered_on(name, new_context, address_of, owner, unique):
    question, answer = unique("Do you have blue kettles?"), unique("We do.")
    page = new_context(**(PHONE if name == "phone" else {})).new_page()
    printed: list[str] = []
    page.on("console", lambda line: printed.append(f"{line.type}: {line.text}"))
    if name == "phone":
        page.add_init_script(LONG_TASKS)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address_of(name))
    visitor = SomeWidget(page, page.frame_locator("iframe") if name == "frame" else page)

    expect(visitor.launcher).to_be_visible()
    visitor.open().write(question)
    expect(visitor.log.message(question)).to_have_attribute("data-status", "sent")
    owner.reply(question, answer)
    visitor.log.shows(question, answer)

    assert printed == []
    if name == "phone":
        print(f"tasks over 50 ms on a CPU that is four times slower: {page.evaluate('longTasks')} ms")
