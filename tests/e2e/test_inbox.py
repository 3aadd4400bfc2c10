"""The inbox of a team: views, counts, filters, and actions on several conversations."""

import re
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from devtools.bench.pages.long_inbox import LongInbox
from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Owner
from tests.e2e.test_axe import AXE, finds_nothing

COUNT = 10_000
WIDE = {"width": 1440, "height": 900}


def view(dashboard: DashboardPage, name: str) -> Locator:
    return dashboard.page.get_by_role("navigation", name="Views").get_by_role("link", name=name)


def counted(dashboard: DashboardPage, name: str) -> int:
    """The number beside the view; none is shown for 0."""
    text = view(dashboard, name).locator(".view-count").all_inner_texts()
    return int(text[0].replace(",", "")) if text else 0


def shows_count(dashboard: DashboardPage, name: str, count: int) -> None:
    shown = view(dashboard, name).locator(".view-count")
    if count:
        expect(shown).to_have_text(f"{count:,}")
    else:
        expect(shown).to_have_count(0)


def assign(dashboard: DashboardPage, conversation: str, name: str) -> None:
    """From the list, without opening the conversation."""
    row = dashboard.inbox.locator("li").filter(has=dashboard.page.locator(f"[data-conversation='{conversation}']"))
    row.get_by_role("checkbox").check()
    dashboard.page.get_by_role("group", name="Selected conversations").get_by_role("button", name="Assign").click()
    dashboard.page.get_by_role("dialog", name="Assign").get_by_role("option", name=name).click()


def test_a_team_shares_the_inbox(
    new_caller: Callable[[], Caller],
    new_admin: Callable[..., DashboardPage],
    new_dashboard: Callable[..., DashboardPage],
    owner: Owner,
    unique: Callable[[str], str],
):
    # A name that nobody else in the team has: it is chosen in a menu.
    colleague = owner.member(f"Quinn {secrets.token_hex(3)}")
    agent = new_dashboard().sign_in(colleague.email, colleague.password)
    admin = new_admin(viewport=WIDE, init_script=AXE)
    first, second = unique("Is the blue kettle in stock?"), unique("And the red one?")
    for question in (first, second):
        new_caller().write(question)
    one, other = (admin.conversation_of(question) for question in (first, second))
    tag = f"refund {secrets.token_hex(3)}"
    counts = owner.call("GET", "/admin/counts")["views"]
    shows_count(admin, "All open", counts["all"])
    shows_count(admin, "Unassigned", counts["unassigned"])
    unassigned = counted(admin, "Unassigned")

    view(agent, "Mine").click()
    expect(agent.page.get_by_text("Nothing is assigned to you")).to_be_visible()
    view(admin, "Unassigned").click()
    assign(admin, one, colleague.name)
    # It leaves one list and comes into the other, live, and the numbers follow on both pages.
    expect(admin.row(one)).to_have_count(0)
    expect(agent.row(one)).to_be_visible()
    shows_count(agent, "Mine", 1)
    for dashboard in (admin, agent):
        shows_count(dashboard, "Unassigned", unassigned - 1)

    # What is tagged is found by its tag, also after a reload.
    state = owner.call("GET", f"/admin/chatbot/{other}/desk")["state"]
    tagged = {"client_id": secrets.token_urlsafe(12), "after": state["desk_id"], "add": [tag]}
    owner.call("POST", f"/admin/chatbot/{other}/tags", tagged)
    view(agent, "All open").click()
    agent.page.get_by_role("button", name="Filter", exact=True).click()
    agent.page.get_by_role("combobox", name="Tag").select_option(tag)
    expect(agent.row(one)).to_have_count(0)
    expect(agent.row(other)).to_be_visible()
    agent.open(other)
    agent.page.reload()
    expect(agent.page).to_have_url(re.compile(rf"#/c/{other}\?view=all&tag=refund"))
    expect(agent.log.element).to_be_visible()
    expect(agent.row(other)).to_be_visible()
    expect(agent.row(one)).to_have_count(0)
    agent.page.get_by_role("button", name=f"Remove the filter {tag}").click()
    expect(agent.row(one)).to_be_visible()
    agent.page.go_back()
    expect(agent.row(one)).to_have_count(0)

    # By keyboard: both are selected and closed at once, and the undo brings them back.
    view(admin, "All open").click()
    admin.row(other).focus()
    keyboard = admin.page.keyboard
    keyboard.press("Shift+ArrowDown")
    expect(admin.page.get_by_text("2 selected")).to_be_visible()
    finds_nothing(admin.page, "a selection")
    keyboard.press("Escape")
    expect(admin.page.get_by_text("2 selected")).to_have_count(0)
    for conversation in (one, other):
        admin.row(conversation).focus()
        keyboard.press("x")
    keyboard.press("e")
    for conversation in (one, other):
        expect(admin.row(conversation)).to_have_count(0)
        expect(agent.row(conversation)).to_have_count(0)
    admin.page.get_by_role("button", name="Undo").click()
    for conversation in (one, other):
        expect(admin.row(conversation)).to_be_visible()
    view(agent, "All open").click()
    expect(agent.row(one)).to_be_visible()


@pytest.fixture
def long(new_context: Callable[..., Any], local_run: Any) -> tuple[DashboardPage, LongInbox]:
    """An admin's dashboard with ten thousand open conversations."""
    page = new_context(viewport=WIDE).new_page()
    inbox = LongInbox(page, COUNT, per_page=2_500)
    return DashboardPage(page, local_run.pages).visit().sign_in(local_run.admin_email, local_run.admin_password), inbox


def test_ten_thousand_conversations_are_a_short_page(long: tuple[DashboardPage, LongInbox]) -> None:
    dashboard, inbox = long
    rows = dashboard.inbox.locator("[data-conversation]")
    first, keyboard = dashboard.row("c_000000"), dashboard.page.keyboard
    expect(first).to_be_visible()
    items = dashboard.inbox.get_by_role("listitem")
    expect(items.first).to_have_attribute("aria-posinset", "1")

    first.focus()
    for loaded in range(2_500, COUNT, 2_500):  # each time the end is reached, the next page is loaded
        keyboard.press("End")
        expect(dashboard.row(f"c_{loaded - 1:06d}")).to_be_focused()
        expect(dashboard.row(f"c_{loaded:06d}")).to_have_count(1)
    expect(items.first).to_have_attribute("aria-setsize", str(COUNT))
    keyboard.press("End")
    expect(dashboard.row("c_009999")).to_be_focused()
    assert rows.count() < 80

    # The focused row stays where it is in the order and keeps the focus, wherever the screen is.
    dashboard.page.evaluate("document.querySelector('.inbox-scroll').scrollTop = 0")
    expect(first).to_be_visible()
    expect(dashboard.row("c_009999")).to_be_focused()
    keyboard.press("ArrowUp")
    expect(dashboard.row("c_009998")).to_be_focused()
    expect(dashboard.row("c_009998")).to_be_in_viewport()

    # A conversation from far above gets a message: it comes to the top, and nothing on the screen moves.
    before = dashboard.row("c_009998").bounding_box()
    changed = inbox.brings(9_000, "Are you there?")
    dashboard.page.wait_for_timeout(1_500)  # a poll
    assert dashboard.row("c_009998").bounding_box() == before
    keyboard.press("Home")
    expect(dashboard.row(changed)).to_contain_text("Are you there?")
    expect(items.first.locator("[data-conversation]")).to_have_attribute("data-conversation", changed)
    assert rows.count() < 80
