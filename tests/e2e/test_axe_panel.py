"""axe-core finds no violations in what an open panel shows besides the conversation, in both directions of writing, in
light and dark mode."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_attachments import give
from tests.e2e.test_axe import AXE, finds_nothing
from tests.e2e.test_several_conversations import choose
from tests.files import PDF, png

LANGUAGES = {"ltr": "en", "rtl": "ar"}
GREETING = "Questions about a kettle?"


@pytest.fixture
def greeted(owner: Any) -> Iterator[None]:
    owner.call("PATCH", "/admin/site", {"look": {"bubbles": [{"text": GREETING, "delay_seconds": 0}]}})
    yield
    owner.call("PATCH", "/admin/site", {"look": None})


def conversation_id(visitor: Any) -> str:
    script = """Object.entries(localStorage)
      .filter(([key]) => key.endsWith(".visitor")).map(([, saved]) => JSON.parse(saved).conversation_id)[0]"""
    found: str = visitor.page.evaluate(script)
    return found


def in_both_directions(visitor: Any, state: str) -> None:
    for direction, language in LANGUAGES.items():
        visitor.page.evaluate("tag => Porchlight.setLocale(tag)", language)
        expect(visitor.panel.locator(f"[dir={direction}].panel-content")).to_be_attached()
        finds_nothing(visitor.page, f"{state}, {direction}", "porchlight-chat")
    visitor.page.evaluate("Porchlight.setLocale('en')")
    expect(visitor.panel.locator("[dir=ltr].panel-content")).to_be_attached()


def test_axe_finds_nothing_in_the_menu_the_list_the_files_and_the_rating(new_visitor: Any, owner: Any, unique: Any):
    visitor = new_visitor(init_script=AXE)
    question, answer = unique("Is the blue kettle in stock?"), unique("It is.")
    visitor.open()
    expect(visitor.panel.get_by_role("button", name="Attach files")).to_be_visible()
    give(visitor.box, "paste", "kettle.png", "image/png", png(32, 20))
    give(visitor.box, "drop", "price list.pdf", "", PDF)
    expect(visitor.panel.get_by_role("list", name="Attached files").get_by_role("listitem")).to_have_count(2)
    give(visitor.box, "drop", "setup.exe", "", b"MZ")
    in_both_directions(visitor, "files to send")
    visitor.write(question)
    expect(visitor.log.message(question)).to_have_attribute("data-status", "sent", timeout=20_000)
    in_both_directions(visitor, "files that were sent")

    choose(visitor, "New conversation")
    expect(visitor.log.message(question)).to_have_count(0)
    visitor.write(unique("Do you mend teapots?"))
    visitor.is_live()
    choose(visitor, "Your conversations")
    expect(visitor.panel.locator(".conversations-row")).to_have_count(2)
    in_both_directions(visitor, "the list of conversations")
    visitor.panel.locator(".conversations-row").filter(has_text=question).click()
    expect(visitor.log.message(question)).to_be_visible()

    visitor.panel.get_by_role("button", name="More options").press("Enter")
    expect(visitor.panel.get_by_role("menuitem").first).to_be_visible()
    in_both_directions(visitor, "the menu")
    visitor.page.keyboard.press("Escape")

    owner.reply(question, answer)
    visitor.log.shows(question, answer)
    closing = {"client_id": secrets.token_urlsafe(12), "status": "closed", "after": 2}
    owner.call("POST", f"/admin/chatbot/{conversation_id(visitor)}/status", closing)
    rating = visitor.panel.get_by_role("group", name="How was this conversation?")
    expect(rating).to_be_visible()
    in_both_directions(visitor, "the question for a rating")
    rating.get_by_role("button", name="Good", exact=True).click()
    expect(visitor.panel.get_by_text("Thank you for your rating!")).to_be_visible()
    in_both_directions(visitor, "the rating's comment")


@pytest.mark.usefixtures("greeted")
def test_axe_finds_nothing_in_the_greeting_of_a_page_from_right_to_left(new_visitor: Any):
    visitor = new_visitor(init_script=AXE)
    expect(visitor.widget.get_by_role("button", name=GREETING)).to_be_visible()
    visitor.page.evaluate("document.documentElement.dir = 'rtl'")
    finds_nothing(visitor.page, "the greeting, rtl", "porchlight-chat")
