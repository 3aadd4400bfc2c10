"""The reports: what was played is in them, as charts, tables and files."""

import json
import time
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.test_axe import AXE, FIXTURES, finds_nothing
from tests.e2e.test_reflow import keeps_its_width
from tests.e2e.waiting import wait_until

DAY_MS = 24 * 3600 * 1000
REPORT = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error("policy violated", violatedDirective, blockedURI));
"""


def counted(owner: Any, id: str) -> dict[str, Any] | None:
    """The figures of an admin, once the stream's function has counted a closing."""
    start = int(time.time() * 1000) - DAY_MS
    people = owner.call("GET", f"/admin/reports?start={start}&hours=26")["people"]
    return next((each for each in people if each["id"] == id and each["closed"]), None)


def test_an_agent_finds_the_own_work_in_the_reports(caller, new_dashboard, owner, unique):
    member, question = owner.member("Rosa Lindqvist"), unique("Is the blue kettle in stock?")
    agent: DashboardPage = new_dashboard(init_script=AXE)
    page, complaints = agent.page, list[str]()
    page.add_init_script(REPORT)
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    agent.visit().sign_in(member.email, member.password)
    caller.write(question)
    agent.open(agent.conversation_of(question))
    agent.write(answer := "It is, and it ships today.")
    agent.log.has_status(answer, "Sent")
    agent.thread.get_by_role("button", name="Close", exact=True).click()
    expect(agent.thread.get_by_role("button", name="Reopen")).to_be_visible()
    wait_until(page, lambda: counted(owner, member.id))

    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", name="Reports")).to_be_focused()
    team = page.get_by_role("table").filter(has_text="Answered first")
    row = team.get_by_role("row").filter(has_text="Rosa Lindqvist")
    expect(row.get_by_role("cell").nth(0)).to_have_text("1")
    expect(row.get_by_role("cell").nth(3)).to_have_text("1")
    expect(team.get_by_role("row")).to_have_count(2)  # agents see nobody else's
    expect(page.get_by_role("img", name="Chart: Conversations.").locator("canvas")).to_be_visible()
    finds_nothing(page, "reports")

    page.get_by_role("radio", name="Last 7 days").check()
    page.get_by_role("button", name="Show Conversations as a table").click()
    days = page.get_by_role("region", name="Conversations").get_by_role("row")
    expect(days).to_have_count(8)
    finds_nothing(page, "a chart as a table")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download Conversations as CSV").click()
    lines = kept.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == ("Day,New,Closed,Reopened", 8)
    assert int(lines[-1].split(",")[1]) >= 1
    page.get_by_role("button", name="Show Conversations as a chart").click()
    expect(page.get_by_role("img", name="Chart: Conversations.").locator("canvas")).to_be_visible()

    page.get_by_role("radio", name="Custom").check()
    page.get_by_label("From").fill("2020-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Choose two days")).to_be_visible()
    finds_nothing(page, "a period that is too long")
    page.set_viewport_size({"width": 360, "height": 700})
    keeps_its_width(page)
    page.get_by_role("button", name="Download Team as CSV").scroll_into_view_if_needed()
    keeps_its_width(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    assert complaints == []
    owner.remove(member)


def test_a_new_site_has_nothing_to_report_and_a_report_that_fails_can_be_tried_again(new_admin):
    admin: DashboardPage = new_admin(init_script=AXE)
    page: Page = admin.page
    page.route("**/admin/reports", lambda route: route.abort())
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.get_by_role("alert").filter(has_text="could not be loaded")).to_be_visible()
    page.unroute("**/admin/reports")
    page.route("**/admin/reports", nothing)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Nothing to report yet")).to_be_visible()
    finds_nothing(page, "reports of a new site")


def nothing(route: Route) -> None:
    report = json.loads((FIXTURES / "admin_reports.json").read_text(encoding="utf-8"))["response"]["body"]
    route.fulfill(json={**report, "by_hour": [], "people": [], "tags": []})
