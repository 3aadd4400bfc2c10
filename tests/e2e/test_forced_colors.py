"""Where the reader has forced colours, lines keep the parts of the widget apart, and the focus is seen."""

from typing import Any

from playwright.sync_api import Locator, expect


def line_of(part: Locator, kind: str = "outline") -> tuple[str, float]:
    style, width = part.evaluate(f"each => [getComputedStyle(each).{kind}Style, getComputedStyle(each).{kind}Width]")
    return style, float(width.removesuffix("px"))


def test_the_parts_of_the_widget_are_seen_with_forced_colours(new_visitor: Any, unique: Any) -> None:
    visitor = new_visitor(forced_colors="active")
    launcher = visitor.launcher
    ground = launcher.evaluate("each => getComputedStyle(each).backgroundColor")
    picture = launcher.locator(".launcher-open svg").evaluate("each => getComputedStyle(each).fill")
    assert ground != picture
    assert ground == "rgb(23, 26, 43)"

    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    assert line_of(visitor.panel, "borderTop") == ("solid", 1)
    assert line_of(visitor.log.bubble(question)) == ("solid", 1)
    box = visitor.panel.locator(".pl-composer-box")
    expect(visitor.box).to_be_focused()
    assert line_of(box) == ("solid", 3)
    visitor.panel.get_by_role("button", name="Close chat").focus()
    assert line_of(box) == ("solid", 1)
