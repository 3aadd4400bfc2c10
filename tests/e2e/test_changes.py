"""Editing and deleting one's own messages in both pages, with the mouse, the keyboard and on a phone."""

import re

from playwright.sync_api import Locator, Route, expect

from tests.e2e.test_announcements import LISTENER, times_announced
from tests.e2e.test_axe import AXE, finds_nothing

MENU = "Edit or delete this message"
BOX = "Edit your message"
FOCUSED = "host => host.shadowRoot.activeElement?.className"


def menu_of(message: Locator) -> Locator:
    return message.get_by_role("button", name=MENU)


def test_a_visitor_edits_and_deletes_with_the_keyboard_and_the_admin_sees_the_result(new_visitor, new_admin, unique):
    visitor, admin = new_visitor(init_script=AXE), new_admin(init_script=LISTENER)
    wrong, right, gone = (
        unique("Is the blue kettel"),
        unique("Is the blue kettle in stock?"),
        unique("My number is 555."),
    )
    keyboard = visitor.page.keyboard
    visitor.open().write(wrong)
    visitor.write(gone)
    visitor.log.has_status(gone, "Sent")
    admin.open(admin.conversation_of(gone))
    admin.log.shows(wrong, gone)

    # One stop of the Tab key for all menus: the last one. Arrows lead to the others.
    last, first = menu_of(visitor.log.message(gone)), menu_of(visitor.log.message(wrong))
    visitor.box.focus()
    expect(last).to_have_attribute("tabindex", "0")
    expect(first).to_have_attribute("tabindex", "-1")
    last.focus()
    keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    keyboard.press("Enter")
    expect(visitor.panel.get_by_role("menuitem", name="Edit")).to_be_focused()
    finds_nothing(visitor.page, "with the menu of a message", "porchlight-chat")
    keyboard.press("Escape")
    expect(visitor.panel).to_be_visible()
    expect(first).to_be_focused()

    keyboard.press("Enter")
    keyboard.press("Enter")
    box = visitor.panel.get_by_role("textbox", name=BOX)
    expect(box).to_be_focused()
    expect(box).to_have_value(wrong)
    finds_nothing(visitor.page, "while a message is edited", "porchlight-chat")
    keyboard.type(" thrown away")
    keyboard.press("Escape")
    expect(visitor.panel).to_be_visible()
    visitor.log.shows(wrong, gone)
    expect(menu_of(visitor.log.message(wrong))).to_be_focused()

    keyboard.press("Enter")
    keyboard.press("Enter")
    box.fill(right)
    # Enter in an input method confirms its word.
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(box).to_be_visible()
    keyboard.press("Enter")
    expect(visitor.box).to_be_focused()
    expect(visitor.log.bubble(right)).to_contain_text("edited")
    expect(admin.log.bubble(right)).to_contain_text("edited")
    assert times_announced(admin.page, right) == 0

    last.focus()
    for key in ("Enter", "ArrowDown", "Enter", "Enter"):  # Delete, and once more
        keyboard.press(key)
    expect(visitor.log.message("Message deleted")).to_be_visible()
    expect(admin.log.message("Message deleted")).to_be_visible()
    assert visitor.widget.evaluate(FOCUSED) == "pl-log"
    finds_nothing(visitor.page, "with an edited and a deleted message", "porchlight-chat")
    expect(admin.inbox.get_by_text("Message deleted").first).to_be_visible()
    expect(admin.page.get_by_text(gone)).to_have_count(0)
    assert gone not in admin.page.content()
    visitor.page.reload()
    expect(visitor.log.bubble(right)).to_contain_text("edited")
    expect(visitor.log.message("Message deleted")).to_be_visible()
    assert gone not in visitor.panel.inner_text()


def test_an_admin_edits_the_last_answer_with_arrow_up_and_an_edit_survives_a_lost_answer_and_a_reload(
    visitor, admin, unique
):
    question, wrong, right = unique("Is it in stock?"), unique("We have **tree**"), unique("We have **three**")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.write(wrong)
    expect(visitor.log.message("We have tree")).to_be_visible()
    expect(menu_of(admin.log.message("We have tree"))).to_be_attached()
    assert menu_of(admin.log.message(question)).count() == 0  # the visitor's

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    admin.page.route("**/messages/*/edit", lost, times=1)
    admin.box.fill("a draft")
    admin.box.press("ArrowUp")
    expect(admin.page.get_by_role("textbox", name=BOX)).to_have_count(0)
    admin.box.fill("")
    admin.box.press("ArrowUp")
    box = admin.page.get_by_role("textbox", name=BOX)
    expect(box).to_be_focused()
    box.fill(right)
    box.press("Enter")
    admin.page.reload()
    expect(visitor.log.bubble("We have three")).to_contain_text("edited")
    expect(visitor.log.bubble("We have three").locator("strong")).to_have_text("three")
    expect(admin.log.bubble("We have three")).to_contain_text("edited")
    admin.log.has_status("We have three", re.compile("Sent|Read"))


def test_a_change_that_is_refused_says_why_and_gives_the_message_back(visitor, unique):
    question = unique("Is it in stock?")
    visitor.open().write(question)
    refusal = {"error": {"code": "message_too_old", "message": "Refused by a test."}}
    visitor.page.route("**/messages/*/edit", lambda route: route.fulfill(status=409, json=refusal))
    menu_of(visitor.log.message(question)).click()
    visitor.panel.get_by_role("menuitem", name="Edit").click()
    box = visitor.panel.get_by_role("textbox", name=BOX)
    box.fill("Too late")
    box.press("Enter")
    problem = visitor.panel.get_by_role("group", name="The change wasn't saved.")
    expect(problem.get_by_role("alert")).to_have_text("This message is too old to be changed.")
    expect(problem.get_by_role("button", name="Try again")).to_have_count(0)
    problem.get_by_role("button", name="Discard").click()
    visitor.log.shows(question)


def test_on_a_phone_the_menu_is_there_without_a_mouse_and_stays_inside_the_log(new_visitor, unique):
    visitor = new_visitor(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    visitor.open().write("ok")
    visitor.log.has_status("ok", "Sent")
    button = menu_of(visitor.log.message("ok"))
    expect(button).to_have_css("opacity", "1")
    button.tap()
    within(visitor.panel.locator(".pl-menu-list"), visitor.panel.locator(".pl-log"))
    visitor.panel.get_by_role("menuitem", name="Delete").tap()
    within(visitor.panel.locator(".pl-menu-list"), visitor.panel.locator(".pl-log"))
    visitor.panel.get_by_role("menuitem", name="Cancel").tap()
    expect(visitor.panel.get_by_role("menu")).to_have_count(0)
    visitor.log.shows("ok")


def within(part: Locator, whole: Locator) -> None:
    inner, outer = part.bounding_box(), whole.bounding_box()
    assert inner
    assert outer
    assert inner["x"] >= outer["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    assert inner["y"] >= outer["y"]
