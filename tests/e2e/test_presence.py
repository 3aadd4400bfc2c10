"""Two admins and a visitor see who is there, who views and who types."""

import os
from pathlib import Path

from playwright.sync_api import expect

SHOTS = os.environ.get("PORCHLIGHT_SHOTS")


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def test_two_admins_with_the_same_conversation_open_see_each_other_typing_included(admin, agent, caller, unique):
    text = unique("Is the kettle in stock?")
    caller.write(text)
    for dashboard in (admin, agent):
        dashboard.page.get_by_role("link", name=text).or_(
            dashboard.page.locator(".row").filter(has_text=text)
        ).first.click()
    expect(admin.page.locator(".viewers")).to_contain_text("Noor Haddad is viewing")
    expect(agent.page.locator(".viewers")).to_contain_text("is viewing")
    agent.page.locator(".reply textarea").press_sequentially("It is")
    expect(admin.page.locator(".answering")).to_contain_text("Noor Haddad is answering…")
    expect(agent.page.locator(".answering")).to_have_text("")
    shot(admin.page, "presence-thread")
    agent.page.locator(".reply textarea").press("Enter")
    expect(admin.page.locator(".answering")).to_have_text("")
    with agent.page.expect_response("**/admin/presence"):
        agent.page.get_by_role("combobox", name="Your status").select_option("away")
    agent.page.reload()
    expect(agent.page.get_by_role("combobox", name="Your status")).to_have_value("away")
    shot(agent.page, "presence-account")
    admin.page.goto(f"{admin.url}#/settings/team")
    member = admin.page.get_by_role("listitem").filter(has_text=agent.member.email)
    expect(member).to_contain_text("Away")
    shot(admin.page, "presence-team")
    agent.page.context.close()
    expect(member).to_contain_text("Offline")


def test_a_visitor_sees_who_is_there(admin, new_visitor):
    admin.is_live()
    visitor = new_visitor().open()
    expect(visitor.state).to_contain_text("Maya")
    expect(visitor.state.locator(".pl-avatar").first).to_be_visible()
    expect(visitor.state).to_have_attribute("data-state", "idle")
    shot(visitor.page, "presence-widget")
