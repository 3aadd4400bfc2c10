"""The admin's own account: password, second factor, sessions."""

import time

import pyotp
from playwright.sync_api import expect


def code_of(secret: str, ahead: int = 0) -> str:
    """Returns the current code of the authenticator app, or a later one, because each code works once."""
    return pyotp.TOTP(secret.replace(" ", "")).at(int(time.time()), counter_offset=ahead)


def test_a_second_factor_can_be_set_up_used_and_switched_off(agent, new_dashboard):
    page, member = agent.settings("account").page, agent.member
    card = agent.card("Two-factor authentication")
    expect(card).to_contain_text("Off")
    card.get_by_role("button", name="Set up").click()
    refused = agent.confirm("Set up two-factor authentication", "not this one", "Continue")
    expect(refused.get_by_role("alert")).to_have_text("Wrong password.")
    agent.confirm("Set up two-factor authentication", member.password, "Continue")
    dialog = agent.dialog("Set up two-factor authentication")
    expect(dialog.get_by_role("img", name="QR code")).to_be_visible()
    secret = dialog.locator(".enrol-secret").inner_text()
    field = dialog.get_by_label("Code from the app")
    field.fill("000000")
    field.press("Enter")
    expect(dialog.get_by_text("This code is wrong")).to_be_visible()
    field.fill(code_of(secret))
    field.press("Enter")

    codes = agent.dialog("Save your recovery codes").locator("li")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download").click()
    assert recovery in kept.value.path().read_text(encoding="utf-8").split()
    page.get_by_role("button", name="I have saved them").click()
    expect(card).to_contain_text("On")

    for code in (code_of(secret, ahead=1), recovery):
        elsewhere = new_dashboard()
        elsewhere.page.get_by_label("Email").fill(member.email)
        elsewhere.page.get_by_label("Password", exact=True).fill(member.password)
        elsewhere.page.get_by_role("button", name="Sign in").click()
        elsewhere.page.get_by_label("Code from your authenticator app").fill(code)
        elsewhere.page.get_by_role("button", name="Sign in").click()
        expect(elsewhere.badge).to_be_visible()

    elsewhere.settings("account")
    elsewhere.card("Two-factor authentication").get_by_role("button", name="Turn off").click()
    ending = elsewhere.dialog("Turn off two-factor authentication?")
    ending.get_by_label("Password", exact=True).fill("not this one")
    ending.get_by_role("button", name="Turn off").click()
    expect(ending.get_by_role("alert")).to_have_text("Wrong password.")
    ending.get_by_label("Password", exact=True).fill(member.password)
    ending.get_by_role("button", name="Turn off").click()
    expect(elsewhere.card("Two-factor authentication")).to_contain_text("Off")


def test_a_new_password_is_validated_and_ends_the_other_sessions(agent, new_dashboard):
    member, better = agent.member, "a teapot that never drips"
    other = new_dashboard().sign_in(member.email, member.password)
    card = agent.settings("account").card("Password")
    card.get_by_label("Current password").fill(member.password)
    card.get_by_label("New password").fill("too short")
    card.get_by_role("button", name="Change password").click()
    expect(card.get_by_text("A password needs at least 12 characters")).to_be_visible()
    expect(card.get_by_label("New password")).to_be_focused()

    card.get_by_label("New password").fill(better)
    card.get_by_role("button", name="Change password").click()
    expect(card.get_by_role("status")).to_have_text(
        "Your password has been changed. You are signed out everywhere else."
    )
    expect(card.get_by_label("New password")).to_have_value("")
    other.page.reload()
    expect(other.page.get_by_role("heading", name="Sign in")).to_be_visible()
    other.sign_in(member.email, better)


def test_sessions_are_listed_and_ended_one_by_one_and_all_at_once(agent, new_dashboard):
    member = agent.member
    other, third = (new_dashboard().sign_in(member.email, member.password) for _ in range(2))
    rows = agent.settings("account").card("Active sessions").get_by_role("listitem")
    expect(rows).to_have_count(4)  # including the one from accepting the invitation
    expect(rows.filter(has_text="This browser")).to_have_count(1)

    rows.filter(has_not_text="This browser").get_by_role("button", name="Sign out").first.click()
    expect(rows).to_have_count(3)

    agent.page.get_by_role("button", name="Sign out everywhere").click()
    agent.dialog("Sign out everywhere?").get_by_role("button", name="Sign out everywhere").click()
    expect(agent.page.get_by_role("heading", name="Sign in")).to_be_visible()  # the server has done it
    for dashboard in agent, other, third:
        dashboard.page.reload()
        expect(dashboard.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_settings_that_cannot_be_loaded_show_an_error_and_can_be_retried(admin):
    admin.page.route("**/admin/parts/later-*", lambda route: route.abort())
    admin.page.get_by_role("link", name="Settings").click()
    expect(admin.page.get_by_role("heading", name="This page could not be loaded")).to_be_visible()

    admin.page.unroute("**/admin/parts/later-*")
    admin.page.get_by_role("button", name="Reload").click()
    expect(admin.page.locator("#settings-title")).to_have_text("Account")
    admin.page.keyboard.press("Escape")
    admin.is_live()


def test_an_agent_sees_no_owners_section_and_is_refused_by_the_server_too(agent, owner):
    nav = agent.settings("team").page.get_by_role("navigation", name="Settings")
    expect(nav.get_by_role("link")).to_have_text(["Account", "Blocked visitors", "Canned replies"])
    expect(agent.page.locator("#settings-title")).to_have_text("Account")

    with agent.page.expect_request("**/api/admin/sessions") as request:
        agent.page.reload()
    headers = {"authorization": request.value.headers["authorization"]}
    answer = agent.page.request.get(f"{owner.api}/admin/team", headers=headers)
    assert answer.json()["error"]["code"] == "owner_only"
