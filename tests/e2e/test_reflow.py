"""Zoomed in to 400 % of 1280×1024, both pages can be used completely (WCAG 2.2, 1.4.10)."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

SIZES = [{"width": 320, "height": 256}, {"width": 640, "height": 256}]
REFUSED = json.dumps({"error": {"code": "site_disabled", "message": "Not here."}})
LINES = 3 * 22  # minimum height of a log in pixels


@pytest.fixture(params=SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
def size(request):
    return request.param


def is_usable(log: Locator, box: Locator) -> None:
    expect(box).to_be_in_viewport(ratio=0.99)
    assert log.evaluate("log => log.clientHeight") >= LINES


def keeps_its_width(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_widget_is_usable_in_every_state(new_visitor, admin, size, unique):
    admin.is_live()  # so that the visitor sees somebody, whoever else is there
    visitor, body = new_visitor(viewport=size), unique("Is the blue kettle in stock?")
    expect(visitor.launcher).to_be_in_viewport(ratio=0.99)
    visitor.open()
    send = visitor.panel.get_by_role("button", name="Send message")
    is_usable(visitor.log.element, visitor.box)
    visitor.write(body)
    visitor.log.shows(body)
    expect(visitor.panel.get_by_role("button", name="Get the answer by email")).to_be_visible()
    expect(visitor.panel.get_by_text(re.compile("(is|are) here"))).to_be_in_viewport(ratio=0.99)
    is_usable(visitor.log.element, visitor.box)
    for text in ("line\n" * 30, "x" * 4100):
        visitor.box.fill(text)
        is_usable(visitor.log.element, visitor.box)
        expect(send).to_be_in_viewport(ratio=0.99)
    expect(visitor.panel.get_by_text("characters over the limit").first).to_be_in_viewport()
    visitor.page.context.set_offline(True)
    visitor.write("kept for later")
    expect(visitor.panel.get_by_text("You're offline. Messages will be sent")).to_be_in_viewport()
    is_usable(visitor.log.element, visitor.box)
    visitor.close()
    expect(visitor.launcher).to_be_in_viewport(ratio=0.99)


def test_a_widget_that_is_refused_or_fails_to_load_shows_a_reachable_message(new_visitor, size):
    refused = new_visitor(viewport=size)
    refused.page.route(
        "**/chatbot/session",
        lambda route: route.fulfill(status=403, content_type="application/json", body=REFUSED),
    )
    refused.launcher.click()
    text = refused.panel.get_by_text("Please contact us another way")
    text.scroll_into_view_if_needed()
    expect(text).to_be_in_viewport(ratio=0.99)

    failed = new_visitor(viewport=size)
    failed.page.route("**/panel.js*", lambda route: route.abort())
    failed.launcher.click()
    expect(failed.widget.get_by_text("could not be loaded")).to_be_in_viewport(ratio=0.99)
    expect(failed.launcher).to_be_in_viewport(ratio=0.99)


def test_the_dashboard_is_usable(new_admin, caller, size, unique):
    body = unique("Is the blue kettle in stock?")
    caller.write(body)
    admin = new_admin(viewport=size)
    admin.open(admin.conversation_of(body))
    is_usable(admin.log.element, admin.box)
    admin.box.fill("line\n" * 30)
    is_usable(admin.log.element, admin.box)
    keeps_its_width(admin.page)
    admin.box.fill("")
    admin.page.get_by_role("button", name="Block visitor").click()
    dialog = admin.dialog("Block this visitor?")
    for name in ("Block", "Cancel"):
        button = dialog.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=0.99)
    button.click()
    for section in ("blocks", "canned", "team", "site", "audit", "account"):
        admin.settings(section)
        keeps_its_width(admin.page)


def test_no_field_of_the_dashboard_makes_phones_zoom_in(new_dashboard, local_run):
    """iOS zooms in on fields with a font size below 16 px."""
    phone = new_dashboard(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    expect(phone.page.get_by_label("Email")).to_have_css("font-size", "16px")
    expect(phone.page.get_by_label("Password", exact=True)).to_have_css("font-size", "16px")
    phone.sign_in(local_run.admin_email, local_run.admin_password)
    small = """all => all
      .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
      .map(({ outerHTML }) => outerHTML)"""
    fields = phone.page.locator("textarea, select, input:not([type=radio], [type=checkbox], [hidden], .pl-hidden-text)")
    for section in ("account", "team", "site"):
        phone.settings(section)
        expect(fields.first).to_be_attached()
        assert fields.evaluate_all(small) == []
