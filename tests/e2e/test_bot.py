"""An owner writes a question with its answer: the bot answers it, and passes a visitor on who wants a person."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.test_axe import AXE, finds_nothing

PATH = "/admin/site/faq"


@pytest.fixture(autouse=True)
def no_questions_left(owner) -> Iterator[None]:
    yield
    for entry in owner.call("GET", PATH)["faq"]["entries"]:
        owner.call("DELETE", f"{PATH}/entries/{entry['id']}")


def test_a_question_that_the_owner_wrote_is_answered_by_the_bot_until_the_visitor_wants_a_person(
    new_visitor, admin, unique
):
    question, answer = unique("How long does delivery take?"), unique("Two days.")
    page = admin.settings("faq").page
    page.get_by_role("button", name="Add a question").click()
    dialog = admin.dialog("Add a question")
    dialog.get_by_role("button", name="Add a question").click()
    expect(dialog.get_by_label("Question", exact=True)).to_be_focused()
    dialog.get_by_label("Question", exact=True).fill(question)
    dialog.get_by_label("Answer", exact=True).fill(f"**{answer}**")
    dialog.get_by_label("Keywords").fill("zustellung, kettlepost")
    expect(dialog.get_by_label("Preview").locator("strong")).to_have_text(answer)
    dialog.get_by_role("button", name="Add a question").click()
    expect(page.get_by_role("listitem").filter(has_text=question)).to_be_visible()

    visitor = new_visitor(init_script=AXE).open()
    suggested = visitor.panel.get_by_role("group", name="Suggested questions")
    finds_nothing(visitor.page, "suggested questions", "porchlight-chat")
    suggested.get_by_role("button", name=question).focus()
    visitor.page.keyboard.press("Enter")
    visitor.log.shows(question, answer)
    line = visitor.panel.get_by_role("article").filter(has_text=answer)
    expect(line).to_contain_text("(Bot)")
    expect(line.locator("strong")).to_have_text(answer)
    expect(visitor.panel.get_by_role("log")).to_be_focused()
    finds_nothing(visitor.page, "answered by the bot", "porchlight-chat")

    page.goto(page.url.partition("#")[0])
    conversation = admin.conversation_of(answer)
    expect(admin.row(conversation)).to_contain_text("Answered by the bot")
    admin.unread(conversation, 0)

    visitor.page.reload()
    expect(visitor.panel).to_be_visible()
    suggested.get_by_role("button", name="Talk to a person").click()
    expect(visitor.panel.get_by_text("The team has your message.")).to_be_visible()
    expect(suggested).to_be_hidden()
    expect(admin.row(conversation)).to_contain_text("Wants a person")
    admin.unread(conversation, 1)
    admin.open(conversation)
    reply = unique("I am Maya.")
    admin.write(reply)
    visitor.log.shows(question, answer, "I would like to talk to a person.", reply)
    expect(visitor.panel.get_by_text("The team has your message.")).to_be_hidden()
    expect(admin.row(conversation)).not_to_contain_text("Wants a person")


def test_a_typed_message_with_a_keyword_is_answered(owner, new_visitor, unique):
    question, answer = unique("Is the kettle post on time?"), unique("Always.")
    text = {"language": "en", "question": question, "answer": answer, "keywords": ["kettlepost"]}
    owner.call("POST", f"{PATH}/entries", {"texts": [text]})
    visitor = new_visitor().open()
    expect(visitor.panel.get_by_role("button", name=question)).to_be_visible()
    visitor.write("And the KETTLEPÓST?")
    visitor.log.shows("And the KETTLEPÓST?", answer)
    expect(visitor.panel.get_by_role("button", name="Talk to a person")).to_be_visible()
