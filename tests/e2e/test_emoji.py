"""Emoji beside the text box: with the mouse and with keys, in the widget and in the dashboard."""

from typing import Any

from playwright.sync_api import expect


def test_a_visitor_inserts_emoji_where_the_caret_is(visitor: Any) -> None:
    visitor.open()
    box, page = visitor.box, visitor.page
    button = visitor.panel.get_by_role("button", name="Insert emoji")
    expect(button).to_be_visible()
    grid = visitor.panel.get_by_role("group", name="Insert emoji")

    # With the mouse: the text box keeps the focus, and the picker stays for another one.
    box.fill("Thank you!")
    box.press("Home")
    for _ in range(5):
        box.press("ArrowRight")
    button.click()
    expect(box).to_be_focused()
    grid.get_by_role("button", name="👍").click()
    grid.get_by_role("button", name="🎉").click()
    expect(box).to_have_value("Thank👍🎉 you!")
    expect(box).to_be_focused()
    page.keyboard.type("!")
    expect(box).to_have_value("Thank👍🎉! you!")
    page.keyboard.press("Escape")
    expect(grid).to_have_count(0)
    expect(visitor.panel).to_be_visible()
    button.click()
    box.click()
    box.press("End")
    expect(grid).to_have_count(0)

    # With keys: arrows move in the grid, and Escape closes the picker only.
    button.focus()
    page.keyboard.press("Enter")
    expect(grid.get_by_role("button", name="🎉")).to_be_focused()
    page.keyboard.press("Home")
    expect(grid.get_by_role("button", name="😀")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Thank👍🎉! you!😉")
    page.keyboard.press("Escape")
    expect(grid).to_have_count(0)
    expect(box).to_be_focused()
    expect(visitor.panel).to_be_visible()


def test_an_admin_inserts_emoji(visitor: Any, admin: Any, unique: Any) -> None:
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    admin.open(admin.conversation_of(question))
    admin.box.fill("It is")
    admin.page.get_by_role("button", name="Insert emoji").click()
    admin.page.get_by_role("group", name="Insert emoji").get_by_role("button", name="🙂").click()
    expect(admin.box).to_have_value("It is🙂")
    admin.box.press("Enter")
    expect(visitor.log.message("It is🙂")).to_be_visible()
