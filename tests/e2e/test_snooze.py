"""A snooze ends by itself on an open page. The page's clock is the test's."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from playwright.sync_api import expect

from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage


def test_a_snoozed_conversation_leaves_the_list_and_comes_back_when_its_time_has_come(
    caller: Caller, new_context: Callable[..., Any], local_run: Any, unique: Callable[[str], str]
) -> None:
    question = unique("Is the green kettle back next week?")
    caller.write(question)
    page = new_context(timezone_id="UTC", locale="en-GB").new_page()
    page.clock.install()
    admin = DashboardPage(page, local_run.pages).visit()
    admin.sign_in(local_run.admin_email, local_run.admin_password).is_live()
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.box.fill("half a thought")

    # The keyboard chooses a time, which the menu says in words and the bar as a day.
    page.locator("#thread-name").click()
    page.keyboard.press("z")
    tomorrow = page.get_by_role("option", name="Tomorrow")
    expect(tomorrow).to_contain_text("09:00")
    tomorrow.click()
    state = admin.thread.get_by_role("button", name="snoozed. Change it")
    expect(state).to_contain_text("09:00")
    expect(admin.row(conversation)).to_have_count(0)
    expect(admin.thread.get_by_text("snoozed the conversation until")).to_be_visible()

    # It is in its own view until then.
    views = page.get_by_role("navigation", name="Views")
    views.get_by_role("link", name="Snoozed").click()
    expect(admin.row(conversation).locator(".row-time")).to_contain_text("until")
    views.get_by_role("link", name="All open").click()
    expect(admin.row(conversation)).to_have_count(0)

    # The page does not ask the server for it: its own clock says when.
    now = datetime.now(timezone.utc)
    nine = (now + timedelta(days=1)).replace(hour=9, minute=0, second=1, microsecond=0)
    page.clock.fast_forward(int((nine - now).total_seconds() * 1000))
    expect(admin.row(conversation)).to_be_visible()
    expect(state).to_have_count(0)
    expect(admin.box).to_have_value("half a thought")
    page.unroute_all(behavior="ignoreErrors")
