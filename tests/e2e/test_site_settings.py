"""The owner changes the site's settings."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect


@pytest.fixture(autouse=True)
def restored(owner) -> Iterator[None]:
    """Restores the site for other tests, even if this test fails."""
    site = owner.call("GET", "/admin/site")["site"]
    yield
    read_only = ("id", "widget_token", "has_identity_secret")
    fields = {name: value for name, value in site.items() if name not in read_only and not name.startswith("previous_")}
    owner.call("PATCH", "/admin/site", fields)


def test_an_origin_can_be_pasted_added_and_removed(admin):
    card = admin.settings("site").card("Allowed origins")
    field = card.get_by_label("Add an origin")
    field.fill("our shop")
    field.press("Enter")
    expect(card.get_by_text("Enter an origin such as https://shop.example")).to_be_visible()
    expect(field).to_be_focused()

    field.fill("https://*.fern.example/kettles")
    field.press("Enter")
    row = card.get_by_role("listitem").filter(has_text="https://*.fern.example")
    expect(row).to_be_visible()
    expect(field).to_have_value("")
    admin.page.reload()
    row.get_by_role("button", name="Remove").click()
    admin.dialog("Remove https://*.fern.example?").get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_retention_can_be_set_and_removed(admin):
    card = admin.settings("site").card("Data retention")
    expect(card.get_by_role("radio", name="Keep messages forever")).to_be_checked()
    card.get_by_role("radio", name="Delete messages after a number of days").check()
    card.get_by_label("Days after a message was sent").fill("9999")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Enter 1 to 3,650 days.")).to_be_visible()
    card.get_by_label("Days after a message was sent").fill("400")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("status")).to_have_text("Saved.")

    admin.page.reload()
    expect(card.get_by_label("Days after a message was sent")).to_have_value("400")
    card.get_by_role("radio", name="Keep messages forever").check()
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("status")).to_have_text("Saved.")


def test_a_new_name_is_shown_everywhere_at_once(admin):
    card = admin.settings("site").card("General")
    for name in ("Fern & Kettle & Co", "Fern & Kettle"):
        card.get_by_label("Site name").fill(name)
        card.get_by_role("button", name="Save").click()
        expect(admin.page.locator(".account-site")).to_have_text(name)
        expect(admin.page).to_have_title(re.compile(rf"Settings · {name}$"))


def test_the_identity_secret_is_shown_once_and_can_then_be_required(admin, local_run):
    card = admin.settings("site").card("Identity verification")
    card.get_by_role("button", name="secret").click()
    replacing = admin.dialog("Replace the identity secret?")
    making = admin.dialog("Generate an identity secret?")
    shown = admin.dialog("Save this secret")
    expect(replacing.or_(making)).to_be_visible()
    existing = ("Replace the identity secret?", "Replace secret")  # another test has created one
    title, submit = existing if replacing.is_visible() else ("Generate an identity secret?", "Generate secret")
    refused = admin.confirm(title, "not this one", submit)
    expect(refused.get_by_role("alert")).to_have_text("Wrong password.")
    admin.confirm(title, local_run.admin_password, submit)
    secret = shown.get_by_label("Identity secret").input_value()
    assert len(secret) > 40
    shown.get_by_role("button", name="Done").click()

    expect(card).to_contain_text("Secret set")
    switch = card.get_by_role("switch", name="Require identity verification")
    with admin.page.expect_response("**/admin/site"):
        switch.check()
    admin.page.reload()
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(switch).not_to_be_checked()
    assert secret not in admin.page.content()


def test_limits_are_entered_in_everyday_units(admin, owner):
    card = admin.settings("site").card("Rate limits")
    for seconds, stored in (("1.5", 1500), ("2", 2000)):
        card.get_by_label("Then one message every").fill(seconds)
        card.get_by_role("button", name="Save").click()
        expect(card.get_by_role("status")).to_have_text("Saved.")
        assert owner.call("GET", "/admin/site")["site"]["message_every_ms"] == stored


def test_the_team_is_shown_to_visitors_until_its_switch_is_off(admin, new_visitor):
    admin.is_live()
    switch = admin.settings("site").card("Presence").get_by_role("switch", name="Show visitors who is online")
    expect(switch).to_be_checked()
    expect(new_visitor().open().page.locator(".team")).to_contain_text("Maya")
    with admin.page.expect_response("**/admin/site") as saved:
        switch.uncheck()
    assert saved.value.json()["site"]["show_presence"] is False
    admin.page.reload()
    expect(switch).not_to_be_checked()
    visitor = new_visitor().open()
    expect(visitor.page.get_by_role("textbox")).to_be_visible()
    expect(visitor.page.locator(".team")).to_have_count(0)
