"""An admin blocks a visitor with a reason and unblocks them, using only the keyboard; a colleague sees it."""

from playwright.sync_api import expect


def test_a_blocked_visitor_sees_that_chat_is_not_available_and_can_return_after_an_unblock(
    visitor, admin, agent, unique
):
    question, again = unique("Is the blue kettle in stock?"), unique("Thank you for having me back.")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    visitor.log.has_status(question, "Read")
    header = admin.thread.locator(".thread-header")

    header.get_by_role("button", name="Block visitor").press("Enter")
    dialog = admin.page.get_by_role("dialog", name="Block this visitor?")
    expect(dialog.get_by_role("radio", name="This visitor")).to_be_checked()
    dialog.get_by_role("textbox", name="Reason").fill("Abuse")
    dialog.get_by_role("textbox", name="Reason").press("Enter")

    expect(dialog).to_be_hidden()
    expect(header.locator(".block-state")).to_have_text("Blocked")
    expect(header.locator(".block-state")).to_have_attribute("title", "Blocked by Maya: Abuse")
    expect(visitor.panel.get_by_text("Chat is not available here")).to_be_visible(timeout=20_000)
    admin.log.shows(question)

    agent.page.get_by_role("navigation", name="Views").get_by_role("link", name="Blocked").click()
    expect(agent.inbox.get_by_text(question)).to_be_visible()
    agent.is_live()
    unblock = header.get_by_role("button", name="Unblock")
    expect(unblock).to_be_focused()
    unblock.press("Enter")
    expect(header.locator(".block-state")).to_have_text("")
    expect(header.get_by_role("button", name="Block visitor")).to_be_focused()
    expect(agent.inbox.get_by_text(question)).to_have_count(0)
    visitor.page.reload()
    visitor.log.shows(question)
    visitor.write(again)
    admin.log.shows(question, again)


def test_a_range_that_cannot_be_blocked_is_explained_and_the_dialog_stays_open(caller, admin, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    admin.open(admin.conversation_of(question))
    admin.thread.get_by_role("button", name="Block visitor").click()
    dialog = admin.page.get_by_role("dialog", name="Block this visitor?")
    expect(dialog.get_by_role("radio", name="This person")).to_have_count(0)  # the visitor is not verified
    body = {"error": {"code": "block_impossible", "message": "Refused by a test."}}
    admin.page.route("**/api/admin/blocks", lambda route: route.fulfill(status=409, json=body))
    dialog.get_by_role("radio", name="This address range").check()
    dialog.get_by_role("button", name="Block", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("This visitor cannot be blocked that way. Choose another option.")
    admin.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(admin.thread.get_by_role("button", name="Block visitor")).to_be_focused()


def test_all_blocks_are_listed_with_reason_and_name_and_can_be_removed_in_the_list(caller, admin, unique):
    question = unique("Buy followers now.")
    caller.write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.thread.get_by_role("button", name="Block visitor").click()
    dialog = admin.page.get_by_role("dialog", name="Block this visitor?")
    dialog.get_by_role("textbox", name="Reason").fill(question)
    dialog.get_by_role("button", name="Block", exact=True).click()
    expect(admin.thread.get_by_role("button", name="Unblock")).to_be_visible()

    row = admin.settings("blocks").card("Block list").get_by_role("listitem").filter(has_text=question)
    expect(row).to_contain_text("Blocked by Maya")
    expect(row.get_by_role("link", name="Conversation")).to_have_attribute("href", f"#/c/{conversation}")
    row.get_by_role("button", name="Unblock").click()
    expect(row).to_have_count(0)
    expect(admin.page.get_by_text("Unblocked. They can send messages again.")).to_be_focused()
