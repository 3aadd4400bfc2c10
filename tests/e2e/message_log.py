"""The message log, which both pages have."""

import re

from playwright.sync_api import Locator, expect


class MessageLog:
    def __init__(self, parent: Locator) -> None:
        self.element = parent.get_by_role("log")
        self.messages = self.element.get_by_role("article")

    def message(self, body: str) -> Locator:
        return self.messages.filter(has=self.element.page.locator(".pl-bubble", has_text=body))

    def bubble(self, body: str) -> Locator:
        return self.message(body).locator(".pl-bubble")

    def bodies(self) -> list[str]:
        """Returns the exact texts without surrounding white space."""
        return [body.strip() for body in self.messages.locator(".pl-bubble").all_text_contents()]

    def shows(self, *bodies: str, within: float = 20) -> None:
        """Expects exactly these messages, in this order."""
        exactly = [re.compile(rf"^\s*{re.escape(body)}\s*$") for body in bodies]
        expect(self.messages.locator(".pl-bubble")).to_have_text(exactly, timeout=within * 1000)

    def has_status(self, body: str, status: str | re.Pattern[str], within: float = 20) -> None:
        mark = self.message(body).locator(".pl-status")
        expect(mark).to_have_attribute("title", status, timeout=within * 1000)
