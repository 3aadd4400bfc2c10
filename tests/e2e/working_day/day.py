"""The day itself: who is there, what is between them and the server, and whether everything is right."""

import itertools
import random
import time
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from chalicelib.model import now_ms
from tests.e2e.hosts.host_page import addresses_of
from tests.e2e.owner import Owner
from tests.e2e.test_busy import THROTTLED
from tests.e2e.working_day.callers import Admin, Visitor
from tests.e2e.working_day.line import Network, Refused
from tests.e2e.working_day.pages import AdminsPage, VisitorsPage
from tests.e2e.working_day.played import Case, Played
from tests.localrun import LocalRun

CUT = Path(__file__).parent.parent / "scripts" / "cut_sockets.js"
SCREENS = ({"viewport": {"width": 1440, "height": 1000}}, {}, {"viewport": {"width": 390, "height": 844}})
PHONE = {"is_mobile": True, "has_touch": True}
PAGES, CALLERS = 3, 17
WITHIN_SECONDS = 40.0
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
SOON_MS = 10_000  # Long enough that the snooze is set before it ends, although calls fail for a while.
BUSY = {**THROTTLED, "status": 503}


def until(read: Callable[[], Any], expected: Any) -> None:
    """Waits until this is what is read."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while (found := read()) != expected and time.monotonic() < deadline:
        time.sleep(0.2)
    assert found == expected


class Day:
    def __init__(self, run: LocalRun, new_context: Callable[..., Any], hands: Executor, seed: int) -> None:
        self.run, self.new_context, self.hands = run, new_context, hands
        self.random = random.Random(seed)
        self.network = Network(run.api, run.shop, seed)
        self.number = itertools.count(1)
        self.started_at = now_ms()
        self.canned = "We send it within two days."
        self.played = Played()
        self.dashboards: list[AdminsPage] = []
        self.pages: list[VisitorsPage] = []
        self.callers: list[Visitor] = []
        self.written: list[tuple[VisitorsPage, str, AdminsPage, str]] = []  # at last, on every page

    def line(self, text: str) -> str:
        """A text that nobody else writes."""
        return f"{text} [{next(self.number)}]"

    def opens(self) -> None:
        owner = Owner(self.run.api, self.run.admin_email, self.run.admin_password)
        # Twenty people have one address here, and the slow checks are as frequent as a site may set them.
        limits = {"conversations_per_address": 100, "message_every_ms": 0, "messages_at_once": 100}
        owner.call("PATCH", "/admin/site", {**limits, "poll_ms": 500, "check_ms": 5_000})
        canned = {"name": "shipping", "title": "Shipping", "text": self.canned}
        owner.call("POST", "/admin/canned-replies/entries", canned)
        accounts = [(self.run.admin_email, self.run.admin_password)]
        accounts += [(each.email, each.password) for each in map(owner.member, ("Noor Haddad", "Quinn Ito"))]
        for number, (account, screen) in enumerate(zip(accounts, SCREENS, strict=True)):
            context = self.new_context(init_script=CUT, **screen, **(PHONE if number == 2 else {}))
            dashboard = AdminsPage(context.new_page(), self.run.pages)
            dashboard.page.goto(dashboard.url, wait_until="commit")
            dashboard.admin = Admin(self.network.line(f"admin {number}"), *account)
            self.dashboards.append(dashboard)
        for dashboard, account in zip(self.dashboards, accounts, strict=True):
            dashboard.sign_in(*account)

    @property
    def admins(self) -> list[Admin]:
        return [dashboard.admin for dashboard in self.dashboards]

    @property
    def everybody(self) -> list[Any]:
        return [*self.dashboards, *self.pages]

    def everybody_writes(self) -> None:
        token = addresses_of(self.run).token
        arriving = self.hands.map(lambda number: self.arrives(number, token), range(CALLERS))
        for _ in range(PAGES):
            page = VisitorsPage(self.new_context(init_script=CUT).new_page(), self.run.shop)
            page.page.goto(page.url, wait_until="commit")
            self.pages.append(page)
        for page in self.pages:
            page.begins(self.line("Is the blue kettle in stock?"))
        self.callers = list(arriving)
        self.played.cases = [each.case for each in (*self.pages, *self.callers)]

    def arrives(self, number: int, token: str) -> Visitor:
        visitor = Visitor(self.network.line(f"visitor {number}"), token)
        visitor.write(self.line("Where is my parcel?"))
        return visitor

    def somebody_writes_on_every_page(self) -> None:
        asked = [self.line("And the red one?") for _ in self.pages]
        answered = [self.line("One moment, please.") for _ in self.dashboards]
        # Who writes last finds what the other has written by that. The other one must hear of it.
        self.pages[0].writes(asked[0])
        for dashboard, text in zip(self.dashboards, answered, strict=True):
            dashboard.answers(text)
        for visitor, text in zip(self.pages[1:], asked[1:], strict=True):
            visitor.writes(text)
        self.written = list(zip(self.pages, asked, self.dashboards, answered, strict=True))

    def each_sees_the_other(self) -> None:
        """The open screens have what was written on every page, without a reload."""
        within = WITHIN_SECONDS * 1000
        for visitor, asked, dashboard, answered in self.written:
            expect(dashboard.log.message(asked)).to_be_visible(timeout=within)
            expect(visitor.log.message(answered)).to_be_visible(timeout=within)

    def cuts_sockets(self, cut: bool) -> None:
        for each in self.everybody:
            each.page.evaluate(f"cutSockets({str(cut).lower()})")

    def throttles(self, share: float) -> None:
        """Refuses this share of all calls. Others lose their answers: tests/e2e/working_day/line.py."""
        self.network.trouble = share
        for each in self.everybody:
            page: Page = each.page
            page.unroute_all(behavior="wait")
            if share:
                page.route("**/api/**", lambda route: self.refuses(route, share))

    def refuses(self, route: Route, share: float) -> None:
        if route.request.method == "OPTIONS" or self.random.random() > share:
            route.continue_()
        else:
            route.fulfill(**self.random.choice((THROTTLED, BUSY)))

    def is_everywhere(self, state: str) -> None:
        for each in self.everybody:
            expect(each.state_mark).to_have_attribute("data-state", state, timeout=WITHIN_SECONDS * 1000)

    def everything_is_sent(self) -> None:
        for each in self.everybody:
            expect(each.page.locator(".pl-status[title='Sending']")).to_have_count(0, timeout=WITHIN_SECONDS * 1000)
        for case in self.played.cases:
            until(lambda case=case: sorted(self.texts(case)), sorted(case.said))  # type: ignore[misc]

    # What the admins do by programs of theirs, with the visitors who have no browser.

    def work_of_the_morning(self) -> None:
        """Everybody is answered but the last four."""
        first, second, third = self.admins
        list(self.hands.map(self.answers, self.callers[:-4], self.random.choices(self.admins, k=CALLERS - 4)))
        for admin, visitor in zip(itertools.cycle(self.admins), self.callers[:7]):
            admin.assign(visitor.case, admin.id)
        for visitor in self.callers[:3]:
            second.tag(visitor.case, "refund", "vip")
            third.note(visitor.case, self.line("A friend of the house"), first.id)
        contested = self.callers[8].case
        tries = self.hands.map(lambda admin: self.takes(admin, contested), self.admins)
        [contested.assignee] = [id for id in tries if id]

    def answers(self, visitor: Visitor, admin: Admin) -> None:
        admin.answer(visitor.case, self.line("It is on its way."))
        visitor.entries()
        visitor.write(self.line("Thank you!"))

    def takes(self, admin: Admin, case: Case) -> str | None:
        """None: a colleague was faster."""
        try:
            admin.call(case, "assignee", assignee_id=admin.id)
        except Refused as refused:
            if refused.code != "assigned_meanwhile":
                raise
            return None
        return admin.id

    def work_of_the_noon(self) -> None:
        first, second, third = self.admins
        list(self.hands.map(self.answers, self.callers[:6], self.random.choices(self.admins, k=6)))
        first.snooze(self.callers[9].case, now_ms() + DAY_MS)
        second.snooze(self.callers[10].case, now_ms() + SOON_MS)
        third.note(self.callers[10].case, self.line("He is on the phone"))

    def work_of_the_evening(self) -> None:
        back, unanswered, blocked = self.callers[10], self.callers[-2], self.callers[-1]
        back.case.snoozed = False  # its time has come, without anybody's doing
        for admin, visitor in zip(itertools.cycle(self.admins), self.callers[:6]):
            admin.close(visitor.case)
        for visitor in self.callers[:4]:
            visitor.rate(self.random.randint(1, 5))
        again, reopened = self.callers[1], self.callers[2]
        again.write(self.line("It is the wrong kettle."))
        self.admins[0].reopen(reopened.case)
        self.admins[1].close(unanswered.case)
        self.admins[2].block(blocked.case)
        with pytest.raises(Refused, match="visitor_blocked"):
            blocked.write("Is anybody there?")

    # Whether everything is right.

    def counts_agree(self) -> None:
        """The server and all dashboards count what was played."""
        for dashboard in self.dashboards:
            expected = self.played.views(dashboard.admin.id)
            until(lambda admin=dashboard.admin: admin.read("/admin/counts")["views"], expected)  # type: ignore[misc]
        for dashboard in self.dashboards:
            dashboard.goes_to_the_inbox()
            dashboard.shows_counts(self.played.views(dashboard.admin.id))

    def log(self, case: Case) -> list[dict[str, Any]]:
        page = self.admins[0].read(f"/admin/chatbot/{case.id}/messages", since_id=0, limit=200)
        assert [each["id"] for each in page["messages"]] == list(range(1, page["last_id"] + 1))
        return [each for each in page["messages"] if "kind" not in each]

    def texts(self, case: Case) -> list[str]:
        return [each["body"] for each in self.log(case)]

    def shows_what_the_server_has(self) -> None:
        names = {admin.id: admin.name for admin in self.admins}
        for case in self.played.cases:
            self.is_stored_as_played(case, names)
        for visitor in self.callers[:-1]:  # the last one is blocked
            own = [each["body"] for each in visitor.entries() if "kind" not in each]
            assert own == self.texts(visitor.case)
        for page in self.pages:
            page.log.shows(*self.texts(page.case))
        for number, case in enumerate(self.played.cases):
            shown = self.texts(case)
            # Those of the pages on every dashboard, the others on one of them.
            for dashboard in self.dashboards if number < PAGES else [self.dashboards[number % 3]]:
                dashboard.opens(case)
                dashboard.log.shows(*shown)
                expect(dashboard.thread.locator(".note")).to_have_count(len(case.notes))
        for dashboard in self.dashboards:
            dashboard.goes_to_the_inbox()
            until(lambda dashboard=dashboard: self.is_in_order(dashboard), True)  # type: ignore[misc]

    def is_stored_as_played(self, case: Case, names: dict[str, str]) -> None:
        """Each text once, those of each person in the order in which they were written; and the notes for the team."""
        by_sender: dict[str, list[str]] = {}
        for each in self.log(case):
            sender = "visitor" if each["sender_type"] == "visitor" else each["sender_name"]
            by_sender.setdefault(sender, []).append(each["body"])
        played: dict[str, list[str]] = {}
        for text, who in case.said.items():
            played.setdefault(names.get(who, who), []).append(text)
        assert by_sender == played
        desk = self.admins[0].read(f"/admin/chatbot/{case.id}/desk", since_id=0, limit=200)
        assert [each["body"] for each in desk["entries"] if each["kind"] == "note"] == case.notes
        assert (desk["state"]["assignee_id"], {*desk["state"]["tags"]}) == (case.assignee, case.tags)

    def is_in_order(self, dashboard: AdminsPage) -> bool:
        """Whether the first rows are the server's, in its order. A phone has no room for all of them."""
        rows = dashboard.admin.read("/admin/chatbot", limit=50)["conversations"]
        rows.sort(key=lambda row: (-max(row["last_at"], row.get("snoozed_until", 0)), row["id"]))
        shown = dashboard.rows()
        return len(shown) >= min(10, len(rows)) and shown == [row["id"] for row in rows][: len(shown)]

    def counts_what_was_played(self) -> None:
        """The stream's function counts a little later."""
        until(lambda: self.report()[0], self.played.totals())
        _, people, tags = self.report()
        assert people == {admin.id: self.played.of_person(admin.id) for admin in self.admins}
        assert tags == self.played.of_tags()

    def report(self) -> tuple[dict[str, int], dict[str, dict[str, int]], dict[str, int]]:
        start = self.started_at - HOUR_MS
        found = self.admins[0].read("/admin/reports", start=start, hours=26)
        total = {name: figure(found["total"][name]) for name in self.played.totals()}
        names = ("team_messages", "closed", "first_response", "ratings")
        people = {each["id"]: {name: figure(each[name]) for name in names} for each in found["people"]}
        return total, people, {each["tag"]: each["closed"] for each in found["tags"]}


def figure(value: Any) -> int:
    """How many: of a number, of stars, or of times that were measured."""
    if isinstance(value, list):
        return sum(value)
    return int(value["counted"] if isinstance(value, dict) else value)
