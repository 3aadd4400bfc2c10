"""Two admins share a conversation: notes, who has it, tags, snoozing. Its visitor sees nothing of that."""

import secrets

from playwright.sync_api import Route, expect


def test_two_admins_write_notes_and_assign_at_once_and_the_visitor_sees_neither(visitor, agent, admin, unique):
    # The agent joins before the page of the other admin reads who is there, which it does once a minute.
    question, note, secret = unique("Is the blue kettle in stock?"), unique("Ask the warehouse"), unique("Half a reply")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    agent.open(agent.conversation_of(question))
    expect(admin.box).to_be_focused()
    admin.box.fill(secret)

    # The note has a draft of its own, and the reply's is still there when the note is sent.
    admin.thread.get_by_role("button", name="Note", exact=True).click()
    box = admin.page.get_by_role("textbox", name="Note for your team")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    box.press_sequentially(f"{note} @no")
    expect(admin.page.get_by_role("option", name="Noor Haddad").first).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value(f"{note} @Noor Haddad ")
    box.press("Enter")
    for dashboard in (admin, agent):
        expect(dashboard.thread.get_by_role("group", name="only your team sees").get_by_text(note)).to_be_visible()
        expect(dashboard.thread.locator(".mention")).to_have_text("@Noor Haddad")
    admin.thread.get_by_role("button", name="Reply", exact=True).click()
    expect(admin.box).to_have_value(secret)

    # Its author edits it; a colleague cannot.
    own = admin.thread.get_by_role("group", name="Your note")
    own.hover()
    own.get_by_role("button", name="Edit the note").click()
    own.get_by_role("textbox", name="Edit the note").fill(changed := unique("Ask the other warehouse"))
    own.get_by_role("button", name="Save").click()
    expect(own.get_by_role("button", name="Edit the note")).to_be_focused()
    expect(agent.thread.locator(".note")).to_contain_text(changed)
    expect(agent.thread.get_by_role("button", name="Edit the note")).to_have_count(0)

    # Both take the conversation before either has heard of the other.
    held: list[Route] = []
    admin.page.route("**/assignee", lambda route: held.append(route))
    for dashboard in (admin, agent):
        dashboard.page.locator("#thread-name").click()
        dashboard.page.keyboard.press("Shift+A")
    bar = admin.thread.get_by_role("group", name="Assignee, tags and snooze")
    expect(bar.get_by_role("button", name="Assigned to Noor Haddad")).to_be_visible()
    held[0].continue_()
    expect(bar.get_by_role("status")).to_have_text("Noor Haddad was faster")
    for dashboard in (admin, agent):
        expect(dashboard.thread.get_by_text("Noor Haddad took the conversation")).to_be_visible()
        expect(dashboard.thread.locator(".desk-entry")).to_have_count(1)

    # Tags and snoozing by keys, each undone.
    admin.page.keyboard.press("t")
    search = admin.page.get_by_role("combobox", name="Tags")
    search.press_sequentially("Warehouse, urgent")
    search.press("Enter")
    expect(agent.thread.get_by_role("list", name="Tags")).to_contain_text("warehouse")
    search.press("Escape")
    expect(bar.get_by_role("button", name="Change tags")).to_be_focused()
    admin.page.get_by_role("button", name="Undo").click()
    expect(agent.thread.get_by_role("list", name="Tags")).to_have_count(0)
    admin.page.keyboard.press("z")
    admin.page.get_by_role("option", name="In a week").click()
    expect(agent.thread.get_by_role("button", name="snoozed. Change it")).to_be_visible()
    # A message ends the snooze, on all screens.
    visitor.write("Hello?")
    expect(agent.thread.get_by_role("button", name="snoozed. Change it")).to_have_count(0)

    own.hover()
    own.get_by_role("button", name="Delete the note").click()
    own.get_by_role("button", name="Delete the note").click()
    expect(agent.thread.get_by_text("Note deleted")).to_be_visible()
    visitor.page.reload()
    expect(visitor.log.element.get_by_text("Hello?")).to_be_visible()
    assert visitor.log.bodies() == [question, "Hello?"]


def test_a_link_leads_to_its_message(caller, new_admin, owner, unique):
    admin = new_admin(permissions=["clipboard-read", "clipboard-write", "local-network-access"])
    question = unique("Where is my order?")
    caller.write(question)
    conversation = admin.conversation_of(question)
    for number in range(45):
        sent = {"client_id": secrets.token_urlsafe(12), "body": f"Line {number}", "after": number + 1}
        owner.call("POST", f"/admin/chatbot/{conversation}/reply", sent)
    admin.open(conversation)
    last = admin.log.message("Line 44")
    last.hover()
    last.get_by_role("link", name="Copy a link to this message").click()
    expect(admin.page.get_by_text("Link copied")).to_be_visible()
    link = f"{admin.url}#/c/{conversation}/"
    assert admin.page.evaluate("navigator.clipboard.readText()") == f"{link}46"

    admin.page.goto(f"{link}1")
    expect(admin.log.message(question)).to_be_focused()
    expect(admin.log.bubble(question)).to_be_in_viewport()
    owner.call(
        "POST",
        f"/admin/chatbot/{conversation}/messages/3/delete",
        {"client_id": secrets.token_urlsafe(12), "after": 46},
    )
    expect(admin.thread.get_by_text("Message deleted")).to_be_visible()
    for number, notice in ((3, "was deleted"), (999, "does not exist")):
        admin.page.goto(f"{link}{number}")
        expect(admin.thread.get_by_role("alert").filter(has_text=notice)).to_be_visible()
    admin.page.goto(f"{admin.url}#/c/c_nobody/1")
    expect(admin.page.get_by_text("Conversation not found")).to_be_visible()
