"""One conversation in several tabs and browsers at once."""

from playwright.sync_api import expect

from tests.e2e.widget_page import WidgetPage


def test_a_second_tab_shows_the_same_conversation_live(visitor, admin, unique):
    question, answer, more = unique("Is the blue kettle in stock?"), unique("It is."), unique("Then I take it.")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    second = WidgetPage(visitor.page.context.new_page(), visitor.url).visit().open()
    second.log.shows(question)

    admin.open(conversation)
    admin.write(answer)
    visitor.log.shows(question, answer)
    second.log.shows(question, answer)

    second.write(more)
    visitor.log.shows(question, answer, more)
    admin.log.shows(question, answer, more)


def test_a_tab_opened_before_the_first_message_joins_the_conversation(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    second = WidgetPage(visitor.page.context.new_page(), visitor.url).visit().open()

    visitor.open().write(question)

    second.log.shows(question)


def test_a_reload_keeps_the_conversation_and_the_open_panel(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    visitor.page.reload()

    expect(visitor.panel).to_be_visible()
    visitor.log.shows(question)
    visitor.is_live()


def test_another_visitor_sees_nothing_of_it(visitor, new_visitor, unique):
    visitor.open().write(unique("My order number is 1234."))

    other = new_visitor().open()

    expect(other.panel.get_by_text("Write your message below.")).to_be_visible()
    assert other.log.bodies() == []


def test_two_admins_stay_live_in_inbox_and_thread(caller, new_admin, unique):
    question, answer, more = unique("Is the blue kettle in stock?"), unique("It is."), unique("Then I take it.")
    maya, noor = new_admin(), new_admin()
    caller.write(question)
    conversation = maya.conversation_of(question)
    assert noor.conversation_of(question) == conversation

    maya.open(conversation)
    noor.unread(conversation, 0)
    noor.open(conversation)
    maya.write(answer)
    noor.log.shows(question, answer)
    expect(noor.row(conversation)).to_contain_text(answer)

    caller.write(more)
    for admin in maya, noor:
        admin.log.shows(question, answer, more)
        expect(admin.row(conversation)).to_contain_text(more)
