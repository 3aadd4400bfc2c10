"""A visitor and an admin exchange messages."""

from playwright.sync_api import expect


def test_both_sides_exchange_messages_without_reloading(visitor, admin, unique):
    question, answer = unique("Is the blue kettle in stock?"), unique("It is, and it ships today.")
    admin.is_live()

    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.write(answer)

    visitor.log.shows(question, answer)
    admin.log.shows(question, answer)
    visitor.is_live()


def test_ticks_show_each_side_what_the_other_has_read(visitor, admin, unique):
    question, answer = unique("Do you ship to Norway?"), unique("We do, in four days.")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    conversation = admin.conversation_of(question)

    admin.open(conversation)
    visitor.log.has_status(question, "Read")

    visitor.close()
    admin.write(answer)
    admin.log.has_status(answer, "Sent")
    visitor.open()
    admin.log.has_status(answer, "Read")


def test_the_unread_badge_counts_up_and_resets_when_the_conversation_is_opened(caller, admin, unique):
    first, second = unique("Hello?"), unique("Anybody there?")
    caller.write(first)
    conversation = admin.conversation_of(first)
    admin.unread(conversation, 1)
    caller.write(second)
    admin.unread(conversation, 2)

    admin.open(conversation)
    admin.unread(conversation, 0)


def test_the_launcher_counts_messages_that_arrive_while_the_widget_is_closed(visitor, owner, unique):
    question = unique("Which teapot is for four?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    visitor.close()

    owner.reply(question, first := unique("The big one,"))
    expect(visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")
    owner.reply(first, "and the clay one.")
    expect(visitor.launcher).to_have_accessible_name("Open chat, 2 unread messages")

    visitor.open().close()
    expect(visitor.launcher).to_have_accessible_name("Open chat")


def test_a_reader_who_scrolls_up_in_the_moment_of_an_update_stays_there(visitor, unique):
    visitor.open()
    for number in range(3):
        last = unique(f"Text {number}")
        visitor.write("\n".join([last, *(f"line {line}" for line in range(30))]))
    visitor.log.has_status(last, "Sent")
    # The page updates its messages when the network is back, before the browser reports the scrolling.
    visitor.log.element.evaluate("log => { log.scrollTop = 300; window.dispatchEvent(new Event('online')) }")
    expect(visitor.panel.get_by_role("button", name="Latest messages")).to_be_visible()
    expect(visitor.log.element).to_have_js_property("scrollTop", 300)
