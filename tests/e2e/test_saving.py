"""A conversation as a JSON file."""

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Owner


def test_a_transcript_as_json_has_the_messages_with_the_fields_of_the_api_and_no_note(
    caller: Caller, admin: DashboardPage, owner: Owner, unique: Callable[[str], str]
) -> None:
    question, answer, note = unique("Is it **blue**?"), unique("It is."), unique("Ask the warehouse")
    caller.write(question)
    admin.open(conversation := admin.conversation_of(question))
    admin.write(answer)
    admin.log.has_status(answer, "Sent")
    admin.thread.get_by_role("button", name="Note", exact=True).click()
    admin.page.get_by_role("textbox", name="Note for your team").fill(note)
    admin.page.keyboard.press("Enter")
    expect(admin.thread.locator(".note")).to_contain_text(note)

    admin.thread.get_by_role("button", name="More actions").click()
    with admin.page.expect_download() as kept:
        admin.page.get_by_role("menuitem", name="Save messages as JSON").click()
    expect(admin.thread.get_by_role("button", name="More actions")).to_be_focused()
    assert kept.value.suggested_filename.endswith(".json")
    text = kept.value.path().read_text(encoding="utf-8")
    assert note not in text
    saved = json.loads(text)
    stored = owner.call("GET", f"/admin/chatbot/{conversation}/messages")["messages"]
    names = ("id", "sender_type", "sender_name", "body", "sent_at")
    assert saved["conversation_id"] == conversation
    assert saved["messages"] == [{name: each[name] for name in names} for each in stored]
    assert [each["body"] for each in saved["messages"]] == [question, answer]
