"""Exporting and erasing a visitor's data, and the audit log of it."""

import json

from playwright.sync_api import expect

from tests.e2e.conftest import RARE_CHECK_MS


def test_a_conversation_is_exported_then_erased_and_both_are_in_the_audit_log(visitor, admin, unique):
    question, later = unique("My order number is 4711."), unique("Are you still there?")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    visitor.log.has_status(question, "Read")
    page = admin.page

    page.get_by_role("button", name="More actions").click()
    with page.expect_download() as kept:
        page.get_by_role("menuitem", name="Export visitor's data").click()
    exported = json.loads(kept.value.path().read_text(encoding="utf-8"))
    assert kept.value.suggested_filename == f"{conversation}.json"
    assert [message["body"] for message in exported["messages"]] == [question]

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete…").click()
    dialog = admin.dialog("Delete all data of Visitor?")
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="No messages")).to_be_visible()
    expect(admin.row(conversation)).to_have_count(0)
    expect(visitor.log.messages).to_have_count(0)
    visitor.write(later)
    admin.log.shows(later)

    entries = admin.settings("audit").page.locator(".audit-entry").filter(has_text=conversation)
    expect(entries.first).to_contain_text("Maya deleted a conversation")
    expect(entries.nth(1)).to_contain_text("Maya exported a conversation")


def test_an_agent_can_do_neither(caller, agent, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    agent.open(agent.conversation_of(question))
    expect(agent.page.get_by_role("button", name="Block visitor")).to_be_visible()
    agent.log.shows(question)
    agent.page.get_by_role("button", name="More actions").click()
    expect(agent.page.get_by_role("menuitem", name="Print")).to_be_visible()
    for owners in ("Export visitor's data", "Delete…"):
        expect(agent.page.get_by_role("menuitem", name=owners)).to_have_count(0)


def test_the_audit_log_can_be_read_page_by_page(admin, owner):
    for _ in range(51):
        owner.call("PATCH", "/admin/site", {"check_ms": RARE_CHECK_MS})
    entries = admin.settings("audit").page.locator(".audit-entry")
    expect(entries).to_have_count(50)
    admin.page.get_by_role("button", name="Load older entries").click()
    expect(entries.nth(50)).to_be_visible()
