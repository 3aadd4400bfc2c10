"""How an admin hears of visitors while no dashboard is open, and the links that go by mail."""

import email
import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default

from playwright.sync_api import expect


def mailed(local_run, to: str, of: Callable[[EmailMessage], bool] = lambda _: True) -> EmailMessage:
    """Waits for a mail to this address."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for path in (local_run.folder / "mail").glob("*.eml"):
            mail = email.message_from_bytes(path.read_bytes(), policy=default)
            if mail["To"] == to and of(mail):
                return mail
        time.sleep(0.1)
    raise AssertionError(f"No mail to {to}")


def link_in(mail: EmailMessage, place: str) -> str:
    return re.search(rf"http\S+#/{place}\S+", mail.get_body(("plain",)).get_content())[0]


def test_quiet_hours_are_saved_with_the_zone_of_the_browser(new_dashboard, owner):
    member = owner.member("Noor Haddad")
    admin = new_dashboard(timezone_id="America/New_York").sign_in(member.email, member.password).settings("account")
    card = admin.card("Quiet hours")
    expect(card.get_by_label("Notify me at any time")).to_be_checked()
    card.get_by_label("Not during these hours").check()
    expect(card.get_by_label("Time zone")).to_have_value("America/New_York")
    card.get_by_label("From").fill("21:30")
    card.get_by_label("Until").fill("21:30")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Enter when the quiet hours end")).to_be_visible()
    expect(card.get_by_label("Until")).to_be_focused()
    card.get_by_label("Until").fill("06:15")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Saved.")).to_be_visible()
    admin.page.reload()
    expect(card.get_by_label("Not during these hours")).to_be_checked()
    expect(card.get_by_label("From")).to_have_value("21:30")
    expect(card.get_by_label("Until")).to_have_value("06:15")
    expect(card.get_by_label("Time zone")).to_have_value("America/New_York")


def test_mail_is_switched_off_and_on_at_once(agent):
    card = agent.settings("account").card("Notifications")
    switch = card.get_by_role("switch", name="Email")
    expect(switch).to_be_checked()
    expect(card.get_by_text(f"To {agent.member.email}.")).to_be_visible()
    with agent.page.expect_response("**/admin/notifications"):
        switch.uncheck()
    agent.page.reload()
    expect(switch).not_to_be_checked()


def test_push_is_switched_off_for_all_browsers_apart_from_mail(agent):
    card = agent.settings("account").card("Notifications")
    switch = card.get_by_role("switch", name="Push notifications")
    expect(switch).to_be_checked()
    with agent.page.expect_response("**/admin/notifications"):
        switch.uncheck()
    expect(card.get_by_text("No browser gets one.")).to_be_visible()
    expect(card.get_by_role("switch", name="Notifications on this browser")).to_have_count(0)
    agent.page.reload()
    expect(switch).not_to_be_checked()
    expect(card.get_by_role("switch", name="Email")).to_be_checked()
    with agent.page.expect_response("**/admin/notifications"):
        switch.check()
    agent.page.reload()
    expect(switch).to_be_checked()


def test_a_forgotten_password_is_replaced_with_the_link_in_the_mail(new_dashboard, owner, local_run):
    member = owner.member("Noor Haddad")
    dashboard = new_dashboard()
    page = dashboard.page
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_label("Email")).to_be_focused()
    page.get_by_label("Email").fill("nobody")
    page.get_by_role("button", name="Send link").click()
    expect(page.get_by_text("Enter a valid email address.")).to_be_visible()
    page.get_by_label("Email").fill(member.email)
    page.get_by_role("button", name="Send link").click()
    expect(page.get_by_role("heading", name="Check your email")).to_be_focused()
    mail = mailed(local_run, member.email, lambda each: each["Subject"] == "Choose a new password")
    page.goto(link_in(mail, "reset/"))
    page.get_by_label("New password").fill("a kettle that sings at six")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("Your new password is saved.")).to_be_visible()
    dashboard.sign_in(member.email, "a kettle that sings at six")
