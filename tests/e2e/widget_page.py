"""A visitor's page: the shop with the widget on it."""

from playwright.sync_api import Page, expect

from tests.e2e.message_log import MessageLog


class WidgetPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.widget = page.locator("porchlight-chat")
        self.launcher = self.widget.locator(".launcher")
        self.panel = self.widget.get_by_role("dialog")
        self.box = self.panel.get_by_role("textbox", name="Write a message")
        self.log = MessageLog(self.panel)
        self.state = self.panel.locator(".header-line")

    def visit(self) -> "WidgetPage":
        self.page.goto(self.url)
        expect(self.launcher).to_be_visible()
        return self

    def open(self) -> "WidgetPage":
        self.launcher.click()
        expect(self.box).to_be_focused()  # a moment after it is drawn
        return self

    def close(self) -> None:
        self.panel.get_by_role("button", name="Close chat").click()
        expect(self.panel).to_be_hidden()

    def write(self, body: str) -> None:
        self.box.fill(body)
        self.box.press("Enter")

    def is_live(self) -> None:
        expect(self.state).to_have_attribute("data-state", "live", timeout=20_000)
