"""The pages of the day: what the people on them do is noted as played."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.test_inbox import shows_count
from tests.e2e.widget_page import WidgetPage
from tests.e2e.working_day.callers import Admin
from tests.e2e.working_day.played import Case

VIEWS = {"all": "All open", "mine": "Mine", "unassigned": "Unassigned", "snoozed": "Snoozed", "blocked": "Blocked"}
CONVERSATION = """() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(".visitor"));
    return key ? JSON.parse(localStorage.getItem(key)).conversation_id : null;
}"""
ROWS = """() => [...document.querySelectorAll(".inbox-scroll [data-conversation]")]
    .map((row) => row.dataset.conversation)"""


class VisitorsPage(WidgetPage):
    case: Case

    def begins(self, text: str) -> None:
        """The pages load at the same time, which takes a busy machine a while."""
        self.launcher.click()
        expect(self.box).to_be_visible(timeout=40_000)
        self.write(text)
        self.log.has_status(text, "Sent", within=40)
        self.case = Case(self.page.evaluate(CONVERSATION))
        self.case.visitor_wrote(text)

    def writes(self, text: str) -> None:
        self.write(text)
        expect(self.log.message(text)).to_be_visible()
        self.case.visitor_wrote(text)

    def rates(self, name: str, rating: int) -> None:
        asked = self.panel.get_by_role("group", name="How was this conversation?")
        asked.get_by_role("button", name=name, exact=True).click()
        expect(self.panel.get_by_text("Thank you for your rating!")).to_be_visible()
        self.case.rating = rating

    @property
    def state_mark(self) -> Locator:
        return self.state


class AdminsPage(DashboardPage):
    admin: Admin
    current: Case

    @property
    def state_mark(self) -> Locator:
        return self.badge

    def opens(self, case: Case) -> None:
        """By its address. The conversation is there when its first message is."""
        self.page.evaluate("hash => { location.hash = hash; }", f"#/c/{case.id}")
        expect(self.log.message(next(iter(case.said)))).to_be_visible()
        self.current = case

    def answers(self, text: str) -> None:
        self.write(text)
        expect(self.log.message(text)).to_be_visible()
        self.current.admin_wrote(text, self.admin.id)

    def takes(self) -> None:
        self.presses("Shift+A")
        expect(self.thread.get_by_role("button", name=f"Assigned to {self.admin.name}")).to_be_visible()
        self.current.assignee = self.admin.id

    def takes_by_touch(self) -> None:
        self.thread.locator("[data-action=assign]").tap()
        self.page.get_by_role("option", name="(me)").tap()
        expect(self.thread.get_by_role("button", name=f"Assigned to {self.admin.name}")).to_be_visible()
        self.current.assignee = self.admin.id

    def notes(self, text: str, mention: str) -> None:
        """`mention`: the beginning of a colleague's name, which is chosen from the list."""
        self.thread.get_by_role("button", name="Note", exact=True).click()
        box = self.page.get_by_role("textbox", name="Note for your team")
        expect(box).to_be_focused()
        box.press_sequentially(f"{text} @{mention}")
        expect(self.page.get_by_role("option", name=mention).first).to_be_visible()
        box.press("Enter")
        whole = box.input_value().strip()
        box.press("Enter")
        expect(self.thread.locator(".note")).to_contain_text(text)
        self.current.notes.append(whole)
        self.thread.get_by_role("button", name="Reply", exact=True).click()

    def tags(self, tag: str) -> None:
        self.presses("t")
        search = self.page.get_by_role("combobox", name="Tags")
        search.fill(tag)
        search.press("Enter")
        expect(self.thread.get_by_role("list", name="Tags")).to_contain_text(tag)
        search.press("Escape")
        self.current.tags.add(tag)

    def snoozes(self) -> None:
        self.presses("z")
        self.page.get_by_role("option", name="In a week").click()
        expect(self.thread.get_by_role("button", name="snoozed. Change it")).to_be_visible()
        self.current.snoozed = True

    def closes(self) -> None:
        self.thread.get_by_role("button", name="Close", exact=True).click()
        expect(self.thread.get_by_role("button", name="Reopen")).to_be_visible()
        self.current.close(self.admin.id)

    def goes_to_the_inbox(self) -> None:
        self.page.evaluate("location.hash = '#/?view=all'")
        expect(self.inbox).to_be_visible()

    def shows_counts(self, views: dict[str, int]) -> None:
        for view, count in views.items():
            shows_count(self, VIEWS[view], count)

    def rows(self) -> list[Any]:
        """The conversations on the screen, in its order."""
        return list(self.page.evaluate(ROWS))
