"""An admin's session ends while an answer is being written. Its writer finds it, and nobody else sees it."""

import secrets

from playwright.sync_api import expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Member, Owner


def sign_in(dashboard: DashboardPage, member: Member) -> None:
    """On the page as it is, without loading it."""
    expect(dashboard.page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=20_000)
    dashboard.sign_in(member.email, member.password)


def test_a_draft_outlives_its_session_and_is_shown_to_its_writer_only(caller, new_dashboard, owner, unique):
    writer, other = (owner.member(f"{name} {secrets.token_hex(3)}") for name in ("Wren", "Otis"))
    question, draft = unique("Is the blue kettle in stock?"), unique("We have three, and the red")
    caller.write(question)
    page = new_dashboard().sign_in(writer.email, writer.password)
    page.open(page.conversation_of(question))
    page.is_live()
    page.box.fill(draft)
    page.page.reload()
    expect(page.box).to_have_value(draft)

    # Signed out from another device, in the middle of the sentence.
    page.box.press("End")
    page.box.press_sequentially(" one")
    Owner(owner.api, writer.email, writer.password).call("DELETE", "/admin/sessions")
    expect(page.page.get_by_text("your drafts are saved")).to_be_visible(timeout=20_000)

    sign_in(page, other)
    expect(page.box).to_have_value("")
    expect(page.inbox.get_by_text("Draft")).to_have_count(0)
    page.page.get_by_role("button", name="Sign out").click()

    sign_in(page, writer)
    page.open(page.conversation_of(question))
    expect(page.box).to_have_value(f"{draft} one")
    page.box.press("Enter")
    page.log.has_status(f"{draft} one", "Sent")
    assert owner.bodies(f"{draft} one") == [question, f"{draft} one"]
    page.page.reload()
    expect(page.box).to_have_value("")
