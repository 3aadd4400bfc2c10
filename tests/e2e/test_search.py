"""An admin finds a message and a visitor by keyboard, and reads it in its conversation."""

import time
from itertools import count

from playwright.sync_api import Page, expect

from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.test_axe import finds_nothing, look  # noqa: F401 - a fixture


def until_found(page: Page, text: str) -> None:
    """The stream's function indexes a message some moments after it was sent."""
    field = page.get_by_role("searchbox")
    until = time.monotonic() + 20
    for attempt in count():
        assert time.monotonic() < until, f"{text} was not found"
        # Another text ends the search of before, so each has its answer first.
        with page.expect_response("**/admin/search*") as answered:
            field.fill(text if attempt % 2 else f"{text} ")
        if answered.value.json()["messages"]:
            break
        page.wait_for_timeout(200)
    field.fill(text)


def test_an_admin_finds_a_message_by_keyboard_and_opens_it_in_its_conversation(
    look,  # noqa: F811
    caller: Caller,
    new_admin,
    unique,
) -> None:
    admin: DashboardPage = new_admin(**look)
    page = admin.page
    word = "".join(filter(str.isalnum, unique("kettle")))
    caller.write(f"Is the {word} in stock?")
    conversation = admin.conversation_of(word)

    # The key "/" moves to the field; results take the place of the list.
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search visitors, tags and messages")
    expect(field).to_be_focused()
    until_found(page, word[:-2])
    results = page.get_by_role("region", name="Search results")
    expect(results.locator("mark")).to_have_text(word)
    expect(results).to_contain_text("Searched the messages of the last 90 days.")
    expect(admin.inbox).to_have_count(0)
    expect(results.get_by_role("status")).to_contain_text("1 message")
    finds_nothing(page, "results of a search")

    # Down to the result and back, then it is opened at the message.
    page.keyboard.press("ArrowDown")
    expect(results.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{admin.url}#/c/{conversation}/1")
    expect(admin.log.message(word)).to_be_visible()

    # Without a match it says so; Escape brings the list back.
    page.goto(f"{admin.url}#/")
    field.fill(f"{word}nowhere")
    expect(results.get_by_text("Nothing found").last).to_be_visible()
    finds_nothing(page, "a search that finds nothing")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(admin.row(conversation)).to_be_visible()
