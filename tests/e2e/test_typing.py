"""A visitor and an admin see each other type, and never what."""

import json
import time
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

LISTENER = Path(__file__).parent / "scripts" / "listener.js"


def typing_frames(page: Page) -> list[dict[str, Any]]:
    """All frames of this kind that the page sends from now on."""
    frames: list[dict[str, Any]] = []

    def sent(payload: str | bytes) -> None:
        frame = json.loads(payload)
        if frame["type"] == "typing":
            frames.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    return frames


def without_extras(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "extras": None})


def test_visitor_and_admin_see_each_other_type_and_never_what(new_visitor, admin, unique):
    visitor = new_visitor(init_script=LISTENER)
    visitor.page.route("**/chatbot/session", without_extras)  # of a site that shows neither hours nor team
    frames = typing_frames(visitor.page)
    visitor.open()
    expect(visitor.state).to_have_text("Send us a message")
    question = unique("Is the blue kettle in stock?")
    visitor.box.press_sequentially(question)
    visitor.box.press("Enter")
    visitor.is_live()
    expect(visitor.state).to_have_text("We'll reply as soon as we can")
    assert frames == []  # nothing before the first message

    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.is_live()
    seen = admin.page.locator(".typing")
    began = time.monotonic()
    visitor.box.press_sequentially("By the way")
    expect(seen).to_contain_text("Visitor is typing…")
    expect(admin.row(conversation).locator(".row-preview")).to_have_text("typing…")
    visitor.box.clear()
    expect(seen).to_have_text("")
    expect(admin.row(conversation).locator(".row-preview")).to_have_text(question)
    # A page repeats the frame every three seconds while somebody types.
    assert len(frames) <= 2 + (time.monotonic() - began) // 3
    assert [frame for frame, _ in groupby(frames)] == [
        {"type": "typing", "conversation_id": conversation},
        {"type": "typing", "conversation_id": conversation, "stopped": True},
    ]

    bubble = visitor.log.element.locator(".typing")
    admin.box.press_sequentially("It is")
    expect(bubble).to_contain_text("is typing…")
    expect(bubble).to_be_in_viewport()
    assert bubble.locator("i").first.evaluate("dot => getComputedStyle(dot).animationIterationCount") == "0"
    answer = unique("It is, and it ships today.")
    admin.write(answer)
    visitor.log.shows(question, answer)
    expect(bubble).to_have_count(0)
    spoken: list[str] = visitor.page.evaluate("window.spoken")
    assert sum("is typing" in text for text in spoken) == 1
