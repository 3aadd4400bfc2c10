"""The palette, keys and canned replies: an agent works without the mouse."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from chalicelib.identity.verified import signature

REPLIES = "/admin/canned-replies"


@pytest.fixture
def reply(owner) -> Iterator[dict[str, Any]]:
    """A canned reply of the team, which the test may change and remove."""
    name = f"hello-{secrets.token_hex(3)}"
    draft = {"name": name, "title": f"Greeting {name}", "text": "Hello {visitor.first_name|there}, {admin.name} here."}
    yield owner.call("POST", f"{REPLIES}/entries", draft)["reply"]
    for each in owner.call("GET", REPLIES)["replies"]:
        if each["name"] == name:
            owner.call("DELETE", f"{REPLIES}/entries/{each['id']}", {"revision": each["revision"]})


def test_an_agent_finds_a_conversation_answers_and_closes_it_by_keys(visitor, agent, owner, reply, unique):
    question, first_name = unique("Is the blue kettle in stock?"), f"Ada{secrets.token_hex(3)}"
    secret = owner.call("POST", "/admin/site/identity-secret", owner.proof)["identity_secret"]
    id = f"customer-{secrets.token_hex(4)}"
    user = {"id": id, "hash": signature(str(secret), id), "name": f"{first_name} Lind", "email": "ada@lind.example"}
    visitor.page.evaluate("user => Porchlight.setUser(user)", user)
    visitor.open().write(question)
    conversation = agent.conversation_of(question)
    keyboard, palette = agent.page.keyboard, agent.page.get_by_role("dialog", name="Search and actions")
    field = palette.get_by_role("combobox")

    keyboard.press("Control+k")
    expect(field).to_be_focused()
    keyboard.type(first_name.lower()[:-1])
    found = palette.get_by_role("option", name=question)
    expect(found).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", found.get_attribute("id") or "")
    expect(palette.get_by_role("status")).to_have_text("1 result")
    keyboard.press("Enter")
    expect(agent.page).to_have_url(f"{agent.url}#/c/{conversation}")
    expect(agent.box).to_be_focused()

    keyboard.type("e?j")
    expect(agent.box).to_have_value("e?j")
    expect(agent.page.get_by_role("dialog")).to_have_count(0)
    agent.log.shows(question)
    agent.box.fill("")

    options = agent.thread.get_by_role("option")
    keyboard.type(f"/{reply['name'][:-1]}")
    expect(options).to_have_count(1)
    keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(agent.box).to_have_value(f"/{reply['name'][:-1]}")
    agent.box.fill("")
    keyboard.type(f"/{reply['name']}")
    expect(options).to_have_count(1)
    keyboard.press("Tab")
    expect(agent.box).to_have_value(f"Hello {first_name}, Noor Haddad here.")
    expect(agent.box).to_be_focused()
    keyboard.press("Enter")
    visitor.log.shows(question, f"Hello {first_name}, Noor Haddad here.")

    keyboard.type("Dear {visitor.name}")
    keyboard.press("Enter")
    expect(agent.thread.get_by_role("alert")).to_contain_text(["{visitor.name} is not filled in"])
    assert agent.page.evaluate("getSelection().toString()") == "{visitor.name}"
    agent.box.fill("")

    keyboard.press("Control+k")
    keyboard.type("close the")
    expect(palette.get_by_role("option", name="Close the conversation")).to_have_attribute("aria-selected", "true")
    keyboard.press("Enter")
    expect(palette).to_be_hidden()
    expect(agent.thread.get_by_role("button", name="Reopen")).to_be_visible()
    expect(agent.box).to_be_focused()


def test_of_two_who_edit_a_canned_reply_nobody_loses_a_text_and_a_deletion_can_be_undone(agent, owner, reply):
    title = reply["title"]
    agent.settings("canned")
    agent.page.get_by_role("button", name=f"Edit {title}").click()
    dialog = agent.dialog("Edit the canned reply")
    dialog.get_by_label("Text", exact=True).fill("My new text")
    changes = {**{name: reply[name] for name in ("name", "title", "revision")}, "text": "The owner's text"}
    owner.call("PATCH", f"{REPLIES}/entries/{reply['id']}", changes)
    dialog.get_by_role("button", name="Save").click()

    conflict = agent.dialog("Somebody else has changed it")
    expect(conflict).to_contain_text("The owner's text")
    expect(conflict).to_contain_text("My new text")
    conflict.get_by_role("button", name="Keep my text").click()
    expect(agent.page.get_by_role("dialog")).to_have_count(0)
    expect(agent.page.get_by_role("listitem").filter(has_text=title)).to_contain_text("My new text")

    agent.page.get_by_role("button", name=f"Delete {title}").click()
    undo = agent.page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(agent.page.get_by_role("listitem").filter(has_text=title)).to_have_count(0)
    undo.press("Enter")
    expect(agent.page.get_by_role("listitem").filter(has_text=title)).to_contain_text("My new text")
