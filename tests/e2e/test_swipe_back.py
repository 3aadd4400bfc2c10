"""On a phone, a drag sideways leads from a conversation back to the inbox."""

from collections.abc import Callable, Iterable

from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def finger(page: Page) -> Callable[[Iterable[tuple[float, float]]], None]:
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    def drag(way: Iterable[tuple[float, float]]) -> None:
        first, *others = way
        touch("touchStart", first)
        for point in others:
            touch("touchMove", point)
        touch("touchEnd")

    return drag


def test_a_drag_leads_back_unless_it_scrolls_or_is_too_short(caller, new_admin, unique):
    admin = new_admin(**PHONE, reduced_motion="reduce")
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    expect(admin.inbox).to_be_hidden()
    drag = finger(admin.page)

    drag([(200, 300 + 20 * step) for step in range(10)])
    drag([(300 - 20 * step, 400) for step in range(10)])
    drag([(10 + 20 * step, 400) for step in range(15)])  # the browser's own edge
    box = admin.box.bounding_box()
    assert box
    drag([(box["x"] + 20 + 20 * step, box["y"] + 10) for step in range(12)])
    expect(admin.log.bubble(question)).to_be_visible()
    assert conversation in admin.page.url

    drag([(100 + 15 * step, 400) for step in range(15)])
    expect(admin.inbox).to_be_visible()
    expect(admin.thread).to_be_hidden()
    expect(admin.row(conversation)).to_be_focused()
    assert conversation not in admin.page.url
