"""A conversation is closed, rated, downloaded and opened again, live on all open pages."""

import re
from pathlib import Path

from playwright.sync_api import expect


def test_closing_rating_and_writing_again(visitor, admin, agent, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    agent.open(agent.conversation_of(question))
    admin.write("It is, and it ships today.")
    expect(visitor.log.element.get_by_text("ships today")).to_be_visible()

    admin.thread.get_by_role("button", name="Close", exact=True).click()
    for dashboard in (admin, agent):
        expect(dashboard.row(conversation)).to_have_count(0)
        expect(dashboard.thread.get_by_text("closed the conversation")).to_be_visible()
        expect(dashboard.thread.get_by_role("button", name="Reopen")).to_be_visible()
    expect(visitor.panel.get_by_text("This conversation was closed").first).to_be_visible()

    choice = visitor.panel.get_by_role("group", name="How was this conversation?").get_by_role(
        "button", name="Good", exact=True
    )
    choice.focus()
    visitor.page.keyboard.press("Enter")
    expect(choice).to_have_attribute("aria-pressed", "true")
    expect(visitor.panel.get_by_text("Thank you for your rating!")).to_be_visible()
    expect(agent.thread.get_by_text("rated the conversation: 4 of 5")).to_be_visible()
    visitor.panel.get_by_label("Comment (optional)").fill("Quick and kind.")
    visitor.panel.locator(".rating").get_by_role("button", name="Save").click()
    expect(agent.thread.get_by_text("Quick and kind.")).to_be_visible()
    expect(agent.thread.get_by_text("rated the conversation")).to_have_count(1)
    visitor.page.evaluate("Porchlight.setLocale('de')")
    expect(visitor.panel.get_by_text("Vielen Dank für Ihre Bewertung!")).to_be_visible()
    visitor.page.evaluate("Porchlight.setLocale('en')")

    agent.page.get_by_role("link", name="Closed", exact=True).click()
    expect(agent.row(conversation)).to_be_visible()
    visitor.page.reload()
    expect(visitor.panel.get_by_text("How was this conversation?")).to_be_visible()
    expect(visitor.panel.get_by_role("button", name="Good", exact=True)).to_have_attribute("aria-pressed", "true")

    visitor.write("One more thing")
    expect(visitor.panel.get_by_text("How was this conversation?")).to_have_count(0)
    expect(admin.row(conversation)).to_be_visible()
    expect(agent.row(conversation)).to_have_count(0)
    # With the key, from outside of the text box.
    admin.page.locator("#thread-name").click()
    expect(admin.log.element.get_by_text("One more thing")).to_be_visible()
    admin.page.keyboard.press("e")
    expect(admin.thread.get_by_role("button", name="Reopen")).to_be_visible()


def test_the_menu_saves_the_conversation_and_leaves_the_panel_open(visitor, owner, unique):
    question = unique("Do you ship to Norway?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    owner.reply(question, "We do.")
    expect(visitor.log.element.get_by_text("We do.")).to_be_visible()
    button = visitor.panel.get_by_role("button", name="More options")
    button.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel.get_by_role("menuitem", name="New conversation")).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    item = visitor.panel.get_by_role("menuitem", name="Download the conversation")
    expect(item).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(item).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    with visitor.page.expect_download() as download:
        item.click()
    text = Path(download.value.path()).read_text("utf-8")
    assert text.index(question) < text.index("We do.")
    expect(visitor.panel).to_be_visible()


def test_a_link_to_a_message_of_an_old_closed_conversation_opens_it_as_it_is(caller, admin, new_admin, owner, unique):
    question, name = unique("Do you mend teapots?"), unique("Olga")
    caller.write(question)
    conversation = admin.conversation_of(question)
    owner.call("POST", f"/admin/chatbot/{conversation}/contact", {"name": name, "email": None})
    admin.open(conversation)
    expect(admin.thread.locator("#thread-name")).to_have_text(name)
    admin.thread.get_by_role("button", name="Close", exact=True).click()
    expect(admin.thread.get_by_text("closed the conversation")).to_be_visible()

    fresh = new_admin()
    fresh.page.goto(f"{fresh.url}#/c/{conversation}/1")
    fresh.page.reload()
    expect(fresh.thread.locator("#thread-name")).to_have_text(name)
    expect(fresh.thread.get_by_role("button", name="Reopen")).to_be_visible()
    expect(fresh.log.bubble(question)).to_be_visible()
    expect(fresh.row(conversation)).to_have_count(0)
    expect(fresh.page).to_have_title(re.compile(re.escape(name)))
