"""The requests of both pages, counted in Chromium on three origins. Preflights (OPTIONS) count as requests."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Owner
from tests.e2e.waiting import wait_until
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun

REFUSED_SOCKET = Path(__file__).parent / "scripts" / "refused_socket.js"


class Traffic:
    """A page's HTTP requests in order, including preflights, which Playwright does not report."""

    def __init__(self, page: Page, run: LocalRun) -> None:
        self.page, self.api = page, run.api
        self.requests: list[str] = []
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self.record)
        session.send("Network.enable")

    def record(self, event: dict[str, Any]) -> None:
        request = event["request"]
        if request["url"].startswith(self.api):
            self.requests.append(f"{request['method']} {urlsplit(request['url']).path.removeprefix('/api')}")

    @property
    def preflights(self) -> list[str]:
        return [each for each in self.requests if each.startswith("OPTIONS ")]

    def besides(self, *polls: str) -> Counter[str]:
        """Returns the number of each request, without the periodic ones."""
        return Counter(each for each in self.requests if each not in polls)

    def become(self, expected: Iterable[str], *polls: str) -> None:
        """Waits until exactly these requests were made, besides the periodic ones. Takes them."""
        wanted = Counter(expected)
        wait_until(self.page, lambda: self.besides(*polls) == wanted, lambda: (self.besides(*polls), wanted))
        self.taken()

    def taken(self) -> list[str]:
        taken, self.requests = self.requests, []
        return taken


@pytest.fixture
def watched(new_context: Callable[..., Any], local_run: LocalRun) -> Callable[..., tuple[Page, Traffic]]:
    """A page in a new browser, and the record of all its requests."""

    def make(**options: Any) -> tuple[Page, Traffic]:
        page = new_context(**options).new_page()
        return page, Traffic(page, local_run)

    return make


POLL = "POST /chatbot/messages"
INBOX = "POST /admin/chatbot"
COUNTS = "POST /admin/counts"  # with each slow check, and after conversations have moved
COLLEAGUES = "POST /admin/colleagues"  # once, if a conversation in the list is assigned: those of other tests may be


def messages_of(conversation: str) -> str:
    return f"POST /admin/chatbot/{conversation}/messages"


def test_a_preflight_is_recorded(watched: Any, local_run: LocalRun) -> None:
    page, traffic = watched()
    WidgetPage(page, local_run.shop).visit()

    page.evaluate("url => fetch(url, {headers: {authorization: 'Bearer x'}})", f"{local_run.api}/chatbot/messages")

    assert sorted(traffic.taken()) == ["GET /chatbot/messages", "OPTIONS /chatbot/messages"]


def test_a_new_visitors_first_message_takes_three_round_trips_and_later_requests_need_no_preflight(
    watched: Any, local_run: LocalRun, unique: Callable[[str], str]
) -> None:
    page, traffic = watched()
    files: list[str] = []
    page.on("request", lambda request: files.append(urlsplit(request.url).path))
    visitor = WidgetPage(page, local_run.shop).visit()
    page.wait_for_load_state("networkidle")
    files.clear()
    question = unique("Is the blue kettle in stock?")

    with page.expect_response("**/api/chatbot/messages"):
        visitor.open().write(question)
        visitor.is_live()
    visitor.log.has_status(question, "Sent")

    def loaded() -> list[str]:
        return sorted(path for path in files if path.startswith("/widget/"))

    scripts = [
        f"/widget/{name}.js" for name in ("language", "panel", "extras", "attachments", "changes", "log", "menu")
    ]
    wait_until(page, lambda: len(loaded()) >= len(scripts), loaded)
    assert loaded() == sorted(scripts)
    # Three with panel.js; language.js is loaded at the same time. The other ones prepare for the reply or show
    # who is there, and nothing waits for them.
    assert traffic.requests[:2] == ["POST /chatbot/session", "POST /chatbot/message"]
    assert POLL in traffic.requests
    traffic.become(["POST /chatbot/session", "POST /chatbot/message", "POST /chatbot/ticket"], POLL)


def test_a_later_message_and_a_read_mark_are_one_request_each(
    watched: Any, local_run: LocalRun, owner: Owner, unique: Callable[[str], str]
) -> None:
    page, traffic = watched()
    visitor = WidgetPage(page, local_run.shop).visit()
    first, later, answer = unique("Is the blue kettle in stock?"), unique("The one in the window."), unique("It is.")
    with page.expect_response("**/api/chatbot/messages"):
        visitor.open().write(first)
        visitor.is_live()
    conversation = owner.conversation_of(first)
    traffic.taken()

    visitor.write(later)
    visitor.log.has_status(later, "Sent")
    traffic.become(["POST /chatbot/message"], POLL)

    with page.expect_response("**/api/chatbot/mark-read"):
        owner.call("POST", f"/admin/chatbot/{conversation}/reply", reply(answer, after=2))
    visitor.log.shows(first, later, answer)
    traffic.become(["POST /chatbot/mark-read"], POLL)


def test_each_poll_is_one_request_also_with_new_messages(
    watched: Any, local_run: LocalRun, owner: Owner, unique: Callable[[str], str]
) -> None:
    page, traffic = watched(init_script=REFUSED_SOCKET)
    desk, desk_traffic = watched(init_script=REFUSED_SOCKET)
    visitor = WidgetPage(page, local_run.shop).visit()
    question = unique("Is anybody there?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    admin = DashboardPage(desk, local_run.pages).visit().sign_in(local_run.admin_email, local_run.admin_password)
    conversation = admin.conversation_of(question)

    for number in range(3):
        answer = unique("Yes.")
        owner.call("POST", f"/admin/chatbot/{conversation}/reply", reply(answer, after=1 + number))
        expect(visitor.log.bubble(answer)).to_be_visible()
        admin.conversation_of(answer)
        for polled in (page, desk):
            with polled.expect_response(lambda response: response.url.endswith(("/messages", "/admin/chatbot"))):
                pass

    assert traffic.requests.count(POLL) >= 6
    assert desk_traffic.requests.count(INBOX) >= 6
    assert traffic.preflights + desk_traffic.preflights == []
    assert traffic.besides(POLL, "POST /chatbot/ticket", "POST /chatbot/mark-read") == Counter(
        ["POST /chatbot/session", "POST /chatbot/message"]
    )


def test_the_dashboard_needs_a_preflight_only_for_the_list_of_blocks(
    watched: Any, local_run: LocalRun, new_visitor: Callable[..., WidgetPage], unique: Callable[[str], str]
) -> None:
    questions = unique("Do you ship abroad?"), unique("Do you repair kettles?")
    visitors = [new_visitor().open() for _ in questions]
    for visitor, question in zip(visitors, questions, strict=True):
        visitor.write(question)
        visitor.log.has_status(question, "Sent")
    page, traffic = watched()
    admin = DashboardPage(page, local_run.pages).visit().sign_in(local_run.admin_email, local_run.admin_password)
    admin.is_live()
    expect(page.locator(".view-count").first).to_be_visible()
    first, second = (admin.conversation_of(question) for question in questions)
    assert COUNTS in traffic.requests
    traffic.become(["POST /admin/session", "POST /admin/ticket"], INBOX, COUNTS, COLLEAGUES)

    with page.expect_response("**/mark-read"), page.expect_response("**/api/admin/blocks"):
        admin.open(first)
        admin.log.shows(questions[0])
    traffic.become(
        [
            "OPTIONS /admin/blocks",
            "GET /admin/blocks",
            f"POST /admin/chatbot/{first}/mark-read",
            f"POST /admin/chatbot/{first}/others",
        ],
        *(INBOX, COUNTS, COLLEAGUES, messages_of(first)),
    )

    with page.expect_response("**/mark-read"):
        admin.open(second)
        admin.log.shows(questions[1])
    periodic = (INBOX, COUNTS, COLLEAGUES, messages_of(second))
    traffic.become([f"POST /admin/chatbot/{second}/mark-read", f"POST /admin/chatbot/{second}/others"], *periodic)

    answer, thanks = unique("We do."), unique("Thank you!")
    admin.write(answer)
    visitors[1].log.shows(questions[1], answer)
    traffic.become([f"POST /admin/chatbot/{second}/reply"], *periodic)

    with page.expect_response("**/mark-read"):
        visitors[1].write(thanks)
    admin.log.shows(questions[1], answer, thanks)
    traffic.become([f"POST /admin/chatbot/{second}/mark-read"], *periodic)


def reply(text: str, after: int) -> dict[str, Any]:
    return {"client_id": f"e2e-{text[-7:-1]}-{after}", "body": text, "after": after}
