"""The panel on a phone's screen: beside a notch, above the home indicator and the keyboard, and on a zoomed page."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.waiting import wait_until

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 3}
INSETS = {"top": 47, "bottom": 34, "left": 20, "right": 20}
KEYBOARD = 336
EDGES = """element => {
    const { top, right, bottom, left } = element.getBoundingClientRect();
    return { top, right: innerWidth - right, bottom: innerHeight - bottom, left };
}"""
# What a phone's browser does when its keyboard opens: the page keeps its size, and less of it is visible.
OPEN_KEYBOARD = """([keyboard, scrolled]) => {
    const view = window.visualViewport;
    Object.defineProperty(view, "height", { configurable: true, get: () => innerHeight - keyboard });
    Object.defineProperty(view, "offsetTop", { configurable: true, get: () => scrolled });
    view.dispatchEvent(new Event("resize"));
}"""


def insets(page: Page, **sides: int) -> None:
    given = {**sides, **{f"{side}Max": value for side, value in sides.items()}}
    page.context.new_cdp_session(page).send("Emulation.setSafeAreaInsetsOverride", {"insets": given})


def test_nothing_is_under_a_notch_or_the_home_indicator(new_visitor: Any) -> None:
    visitor = new_visitor(**PHONE)
    plain = visitor.launcher.evaluate(EDGES)
    insets(visitor.page, **INSETS)
    moved = {side: plain[side] + INSETS[side] for side in ("bottom", "right")}
    wait_until(visitor.page, lambda: moved.items() <= visitor.launcher.evaluate(EDGES).items())

    visitor.open()
    send = visitor.panel.get_by_role("button", name="Send message").evaluate(EDGES)
    close = visitor.panel.get_by_role("button", name="Close chat").evaluate(EDGES)
    assert send["bottom"] >= INSETS["bottom"]
    assert visitor.box.evaluate(EDGES)["left"] >= INSETS["left"]
    assert min(send["right"], close["right"]) >= INSETS["right"]
    assert close["top"] >= INSETS["top"]
    # The panel itself goes to the edges of the screen.
    assert set(visitor.panel.evaluate(EDGES).values()) == {0}


def test_the_text_box_stays_above_the_keyboard(new_visitor: Any, unique: Any) -> None:
    visitor = new_visitor(**PHONE)
    visitor.open()
    for number in range(3):
        visitor.write(unique(f"Message {number}"))
    last = unique("The last one")
    visitor.write(last)
    visitor.box.focus()
    for scrolled in (0, 120):
        visitor.page.evaluate(OPEN_KEYBOARD, [KEYBOARD, scrolled])
        hidden = KEYBOARD - scrolled  # below what is visible
        send = visitor.panel.get_by_role("button", name="Send message")
        assert send.evaluate(EDGES)["bottom"] >= hidden
        assert visitor.box.evaluate(EDGES)["bottom"] >= hidden
        assert visitor.panel.get_by_role("button", name="Close chat").evaluate(EDGES)["top"] >= scrolled
        wait_until(visitor.page, lambda hidden=hidden: visitor.log.bubble(last).evaluate(EDGES)["bottom"] > hidden)
    visitor.page.evaluate(OPEN_KEYBOARD, [0, 0])
    assert set(visitor.panel.evaluate(EDGES).values()) == {0}


def test_an_admin_writes_above_the_keyboard_and_still_sees_the_last_message(
    caller: Any, new_admin: Any, unique: Any
) -> None:
    last = unique("The last one")
    for number in range(7):
        caller.write(unique(f"Message {number}"))
    caller.write(last)
    admin = new_admin(**PHONE)
    admin.is_live()
    admin.has_background()
    admin.open(admin.conversation_of(last, within=20))
    expect(admin.log.bubble(last)).to_be_in_viewport(ratio=0.99)
    admin.box.fill("It is")
    send = admin.thread.get_by_role("button", name="Send message")

    def all_is_above(hidden: int) -> bool:
        return min(each.evaluate(EDGES)["bottom"] for each in (send, admin.box, admin.log.bubble(last))) >= hidden

    def is_whole_again() -> bool:
        return send.evaluate(EDGES)["bottom"] < 40 and all_is_above(0)

    # The keyboard of iOS lies over the page.
    admin.page.evaluate(OPEN_KEYBOARD, [KEYBOARD, 0])
    wait_until(admin.page, lambda: all_is_above(KEYBOARD))
    assert admin.thread.get_by_role("button", name="More actions").evaluate(EDGES)["top"] >= 0
    admin.page.evaluate(OPEN_KEYBOARD, [0, 0])
    wait_until(admin.page, is_whole_again)

    # On Android the page becomes smaller.
    admin.page.set_viewport_size({"width": 390, "height": 844 - KEYBOARD})
    wait_until(admin.page, lambda: all_is_above(0))
    assert admin.thread.get_by_role("button", name="More actions").evaluate(EDGES)["top"] >= 0
    admin.page.set_viewport_size({"width": 390, "height": 844})
    wait_until(admin.page, is_whole_again)


def test_at_200_percent_everything_is_reachable_and_nothing_is_cut_off(new_visitor: Any, unique: Any) -> None:
    # As a browser does it for 1280×800: half as many CSS pixels.
    visitor = new_visitor(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    expect(visitor.launcher).to_be_in_viewport(ratio=0.99)
    visitor.open()
    body = unique("Is the blue kettle in stock?")
    visitor.write(body)
    expect(visitor.log.bubble(body)).to_be_in_viewport(ratio=0.99)
    for late in ("Insert emoji", "Attach files", "More options", "Get the answer by email"):
        expect(visitor.panel.get_by_role("button", name=late)).to_be_visible()
    for control in visitor.panel.get_by_role("button").all():
        if control.is_visible():
            expect(control).to_be_in_viewport(ratio=0.99)
    visitor.panel.get_by_role("button", name="More options").click()
    expect(visitor.panel.get_by_role("menuitem").first).to_be_visible()
    for item in visitor.panel.get_by_role("menuitem").all():
        expect(item).to_be_in_viewport(ratio=0.99)
    visitor.page.keyboard.press("Escape")
    visitor.panel.get_by_role("button", name="Insert emoji").click()
    expect(visitor.panel.get_by_role("button", name="😀")).to_be_in_viewport(ratio=0.99)
    assert visitor.panel.locator(".panel-content").evaluate("panel => panel.scrollWidth <= innerWidth")
