"""Two visitors are one person: an admin links their conversations, reads them as one, and answers in the right one."""

from playwright.sync_api import expect

from tests.e2e.test_axe import AXE, finds_nothing


def test_a_person_on_two_devices_is_read_as_one_and_neither_device_sees_the_other(new_visitor, new_admin, unique):
    admin = new_admin(init_script=AXE)
    first, second = unique("Is the blue kettle in stock?"), unique("And the red one, from my phone")
    laptop, phone = new_visitor(), new_visitor(locale="de-AT")
    laptop.open().write(first)
    there = admin.conversation_of(first)
    phone.open().write(second)
    here = admin.conversation_of(second)
    admin.open(there)

    # Only the phone speaks German.
    admin.page.get_by_role("button", name="Filter").click()
    admin.page.get_by_label("Language").select_option("German")
    expect(admin.row(there)).to_have_count(0)
    expect(admin.row(here)).to_be_visible()
    assert "language=de" in admin.page.url
    admin.page.get_by_role("button", name="Remove the filter German").click()

    admin.page.locator("#thread-name").click()
    admin.page.keyboard.press("Control+k")
    admin.page.get_by_role("combobox", name="Search and actions").fill("Link with another")
    admin.page.get_by_role("option", name="Link with another conversation of the same person").click()
    dialog = admin.dialog("Link with the same person")
    search = dialog.get_by_role("combobox", name="Conversations")
    expect(search).to_be_focused()
    search.fill(second)
    search.press("Enter")
    expect(dialog).to_have_count(0)
    bar = admin.thread.get_by_role("group", name="Conversations with the same person")
    expect(bar.get_by_role("link")).to_have_count(1)
    expect(admin.thread.get_by_text("linked this with another conversation")).to_be_visible()
    expect(admin.log.element).to_contain_text(second)
    expect(admin.row(here).get_by_title("Linked with another")).to_be_visible()
    finds_nothing(admin.page, "linked conversations")

    # The person goes on with the phone: the new message is shown, and answering there is offered.
    again = unique("Are you there?")
    phone.write(again)
    expect(admin.log.element).to_contain_text(again)
    admin.thread.get_by_role("link", name="Answer there").click()
    expect(admin.thread.get_by_text("Answers go to this conversation.")).to_be_visible()
    expect(admin.log.element).to_contain_text(first)
    answer = unique("Both are, the red one too")
    admin.write(answer)
    expect(phone.log.bubble(answer)).to_be_visible()

    bar.get_by_role("button", name="Show only this one").click()
    expect(admin.log.element).not_to_contain_text(first)
    bar.get_by_role("button", name="Take back the link").click()
    expect(bar).to_have_count(0)
    expect(admin.thread.get_by_text("took back the link")).to_be_visible()
    admin.page.get_by_role("button", name="Undo").click()
    expect(bar).to_be_visible()

    for visitor, own in ((laptop, [first]), (phone, [second, again, answer])):
        visitor.page.reload()
        expect(visitor.log.bubble(own[-1])).to_be_visible()
        assert visitor.log.bodies() == own
