"""An admin's page: the dashboard."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.message_log import MessageLog
from tests.e2e.owner import Member
from tests.e2e.waiting import becomes_true

# It begins by reading the version of the page's script.
BACKGROUND = """performance.getEntriesByType("resource").some(
  ({ name, initiatorType }) => initiatorType === "fetch" && name.endsWith("/admin/app.js"))"""


class DashboardPage:
    def __init__(self, page: Page, pages: str) -> None:
        """`pages`: the origin of the dashboard's files."""
        self.page = page
        self.url = f"{pages}/admin/"
        self.inbox = page.get_by_role("navigation", name="Conversations")
        self.thread = page.locator("section.thread")
        self.box = page.get_by_role("textbox", name="Reply to")
        self.log = MessageLog(self.thread)
        self.badge = page.locator(".badge")
        self.member: Member | None = None  # the account, if the test has created it

    def visit(self) -> "DashboardPage":
        self.page.goto(self.url)
        return self

    def sign_in(self, email: str, password: str) -> "DashboardPage":
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.badge).to_be_visible()
        return self

    def settings(self, section: str) -> "DashboardPage":
        """Opens a section by its URL and waits until it has loaded."""
        self.page.goto(f"{self.url}#/settings/{section}")
        expect(self.page.locator("#settings-title")).to_be_visible()
        return self

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name)

    def confirm(self, dialog: str, password: str, submit: str) -> Locator:
        """Enters the password in a dialog and submits it. Returns the dialog."""
        opened = self.dialog(dialog)
        opened.get_by_label("Password", exact=True).fill(password)
        opened.get_by_role("button", name=submit).click()
        return opened

    def row(self, conversation_id: str) -> Locator:
        return self.inbox.locator(f"[data-conversation='{conversation_id}']")

    def conversation_of(self, preview: str, within: float = 20) -> str:
        """Waits until the inbox shows this preview, and returns the conversation's id."""
        row = self.inbox.get_by_role("link").filter(has_text=preview)
        expect(row).to_be_visible(timeout=within * 1000)
        return row.get_attribute("data-conversation") or ""

    def unread(self, conversation_id: str, count: int) -> None:
        mark = self.row(conversation_id).get_by_text(f"{count} unread")
        expect(mark).to_have_count(1 if count else 0)
        expect(self.row(conversation_id)).to_have_attribute("data-unread", "true" if count else "false")

    def open(self, conversation_id: str) -> None:
        self.row(conversation_id).click()
        expect(self.log.element).to_be_visible()

    def write(self, body: str) -> None:
        self.box.fill(body)
        self.box.press("Enter")

    def presses(self, key: str) -> None:
        """A key of the open conversation, outside of the text box."""
        self.page.locator("#thread-name").click()
        self.page.keyboard.press(key)

    def is_live(self) -> None:
        expect(self.badge).to_have_attribute("data-state", "live", timeout=20_000)

    def has_background(self) -> None:
        """What nothing on the page waits for has started: notifications, and room for a phone's keyboard."""
        becomes_true(self.page, BACKGROUND)
