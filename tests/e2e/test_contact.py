"""A visitor's address in the open dashboard, and a site that asks for it before the first message."""

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

SETTINGS = ("contact_form", "answer_after_seconds", "chat_url")


@pytest.fixture(autouse=True)
def restored(owner) -> Iterator[None]:
    site = owner.call("GET", "/admin/site")["site"]
    yield
    owner.call("PATCH", "/admin/site", {name: site[name] for name in SETTINGS})


@pytest.fixture
def address() -> str:
    return f"ana-{secrets.token_hex(4)}@home.example"


def test_an_address_that_a_visitor_leaves_appears_live_in_the_open_dashboard(visitor, admin, unique, address):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.is_live()
    offer = visitor.panel.get_by_role("button", name="Get the answer by email")
    offer.click()
    field = visitor.panel.get_by_label("Email address")
    expect(field).to_be_focused()
    field.fill("ana@home")
    field.press("Enter")
    expect(visitor.panel.get_by_text("Please enter a complete email address.")).to_be_visible()
    expect(field).to_be_focused()
    # By its event alone: the dashboard does not ask for the inbox.
    asked: list[str] = []
    admin.page.route("**/api/admin/chatbot", lambda route: asked.append(route.request.url))
    field.fill(address)
    field.press("Enter")
    expect(visitor.panel.get_by_text(f"Answers also go to {address}")).to_be_visible()
    expect(visitor.box).to_be_focused()
    expect(admin.thread.get_by_text(f"{address} (not verified)")).to_be_visible()

    visitor.panel.get_by_role("button", name="Remove").click()
    expect(admin.thread.get_by_text(address)).to_have_count(0)
    expect(offer).to_be_visible()
    assert asked == []


def test_a_site_that_requires_it_gets_name_and_address_with_the_first_message(visitor, admin, owner, unique, address):
    owner.call("PATCH", "/admin/site", {"contact_form": "require"})
    question = unique("Do you ship to Norway?")
    visitor.launcher.click()
    panel = visitor.panel
    name = panel.get_by_label("Name")
    expect(name).to_be_focused()
    expect(visitor.box).to_be_hidden()
    panel.get_by_role("button", name="Start the chat").click()
    expect(panel.get_by_role("alert")).to_have_text("Please enter your name.")
    expect(name).to_be_focused()
    stored = visitor.page.evaluate("Object.keys(localStorage)")
    name.fill(f"Ana {address}")
    panel.get_by_label("Email address").fill(address)
    panel.get_by_label("Email address").press("Enter")
    expect(visitor.box).to_be_focused()
    assert visitor.page.evaluate("Object.keys(localStorage)") == stored  # nothing is kept before the first message

    visitor.write(question)
    row = admin.row(admin.conversation_of(question))
    expect(row.locator(".row-name")).to_have_text(f"Ana {address}")
    admin.open(row.get_attribute("data-conversation") or "")
    expect(admin.thread.get_by_role("heading", name=f"Ana {address}")).to_be_visible()
    expect(admin.thread.get_by_text(f"{address} (not verified)")).to_be_visible()
    expect(admin.log.element.get_by_text(f"Ana {address}")).to_be_visible()
    visitor.page.reload()
    expect(panel.get_by_text(f"Answers also go to {address}")).to_be_visible()


def test_an_owner_chooses_the_form_the_page_and_the_minutes_and_finds_them_again(admin, owner, local_run):
    card = admin.settings("site").card("Answers by email")
    save, page = card.get_by_role("button", name="Save"), card.get_by_label("Page that mails link to")
    card.get_by_role("radio", name="Require it before the first message").check()
    card.get_by_label("Mail an answer that is unread for").fill("")
    save.click()
    expect(card.get_by_text("Enter 0 to 1,440 minutes.")).to_be_visible()
    card.get_by_label("Mail an answer that is unread for").fill("2.5")
    page.fill("https://elsewhere.example/contact")
    save.click()
    expect(card.get_by_text("Enter the address of a page on one of the allowed origins")).to_be_visible()
    expect(page).to_be_focused()
    page.fill(f"{local_run.shop.rstrip('/')}/?from=mail#kettles")
    save.click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    site = owner.call("GET", "/admin/site")["site"]
    chosen = f"{local_run.shop.rstrip('/')}/?from=mail"
    assert [site[name] for name in SETTINGS] == ["require", 150, chosen]

    admin.page.reload()
    expect(card.get_by_role("radio", name="Require it before the first message")).to_be_checked()
    expect(page).to_have_value(chosen)
    card.get_by_role("radio", name="Do not ask").check()
    expect(page).to_have_count(0)
    save.click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    assert owner.call("GET", "/admin/site")["site"]["contact_form"] == "off"


def test_where_mail_is_not_set_up_the_settings_say_so(new_admin, local_run):
    admin = new_admin()
    admin.page.route("**/config.json", lambda route: route.fulfill(json={"api": local_run.api, "mail": False}))
    admin.page.reload()
    card = admin.settings("site").card("Answers by email")
    expect(card.get_by_text("Email is not set up for this deployment.")).to_be_visible()
    admin.page.unroute("**/config.json")
    admin.page.reload()
    expect(card.get_by_role("radio", name="Do not ask")).to_be_visible()
    expect(card.get_by_text("Email is not set up for this deployment.")).to_have_count(0)
