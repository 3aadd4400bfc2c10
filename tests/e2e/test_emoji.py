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


def test_the_emoji_are_loaded_when_the_pointer_comes_and_a_click_before_that_is_not_lost(visitor: Any) -> None:
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visitor.open()
    button = visitor.panel.get_by_role("button", name="Insert emoji")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "emoji" in url] == []

    waiting: list[Any] = []
    page.route("**/emoji.js*", lambda route: waiting.append(route))
    with page.expect_request("**/emoji.js*"):
        button.hover()
    button.click()
    grid = visitor.panel.get_by_role("group", name="Insert emoji")
    expect(button).to_have_attribute("aria-expanded", "false")
    waiting[0].continue_()
    page.unroute("**/emoji.js*")
    expect(grid.get_by_role("button", name="😀")).to_be_visible()
    expect(visitor.box).to_be_focused()
    assert len([url for url in asked if "emoji" in url]) == 1

    # With keys, the same button keeps the focus while the emoji are loaded.
    page.reload()
    visitor.open()
    button.focus()
    page.keyboard.press("Enter")
    expect(grid.get_by_role("button", name="😀")).to_be_focused()


def test_keys_belong_to_an_input_method_while_it_composes(visitor: Any) -> None:
    visitor.open()
    page, box = visitor.page, visitor.box
    button = visitor.panel.get_by_role("button", name="Insert emoji")
    grid = visitor.panel.get_by_role("group", name="Insert emoji")
    button.click()
    expect(grid).to_be_visible()
    expect(box).to_be_focused()
    # As a page sees keys that an input method uses.
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    expect(box).to_have_value("にほん")
    for key in ("Escape", "Enter", "ArrowDown", "ArrowRight", "Home"):
        # Code 229 says that the input method has the key: the browser types nothing.
        session.send(
            "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": 229}
        )
        expect(grid).to_be_visible()
        expect(box).to_be_focused()
    expect(box).to_have_value("にほん")
    expect(visitor.log.messages).to_have_count(0)
    session.send("Input.insertText", {"text": "日本"})
    expect(box).to_have_value("日本")
    page.keyboard.press("Escape")
    expect(grid).to_have_count(0)
    expect(visitor.panel).to_be_visible()


def test_an_admin_inserts_emoji(caller: Any, admin: Any, owner: Any, unique: Any) -> None:
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    admin.open(admin.conversation_of(question))
    admin.box.fill("It is")
    admin.page.get_by_role("button", name="Insert emoji").click()
    admin.page.get_by_role("group", name="Insert emoji").get_by_role("button", name="🙂").click()
    expect(admin.box).to_have_value("It is🙂")
    admin.box.press("Enter")
    admin.log.has_status("It is🙂", "Sent")
    assert owner.bodies("It is🙂") == [question, "It is🙂"]
