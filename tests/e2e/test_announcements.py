"""What a screen reader hears: each new message once, and never the history."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.widget_page import WidgetPage

LISTENER = Path(__file__).parent / "scripts" / "listener.js"


@pytest.fixture
def heard_visitor(new_visitor):
    return new_visitor(init_script=LISTENER)


@pytest.fixture
def heard_admin(new_admin):
    return new_admin(init_script=LISTENER)


def times_spoken(page: Page, body: str) -> int:
    spoken: list[str] = page.evaluate("window.spoken")
    return sum(text.count(body) for text in spoken)


def test_each_new_message_is_announced_once_on_both_pages(heard_visitor, heard_admin, unique):
    question, answer, more = unique("Is the blue kettle in stock?"), unique("It is."), unique("Then I take it.")
    heard_visitor.open().write(question)
    heard_admin.open(heard_admin.conversation_of(question))
    heard_admin.write(answer)
    heard_visitor.log.shows(question, answer)
    heard_visitor.write(more)
    heard_admin.log.shows(question, answer, more)

    heard_visitor.log.has_status(more, "Read")
    heard_admin.log.has_status(answer, "Read")
    assert times_spoken(heard_visitor.page, question) == 1
    assert times_spoken(heard_visitor.page, answer) == 1
    assert times_spoken(heard_admin.page, answer) == 1
    assert times_spoken(heard_admin.page, more) == 1


class Held:
    """Requests that wait until the test lets them go on."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.waiting: list[Route] | None = []
        page.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        waiting, self.waiting = self.waiting or [], None
        assert waiting
        for route in waiting:
            route.continue_()


def test_a_message_written_before_the_chat_has_a_session_is_announced_once(heard_visitor, unique):
    """On a slow machine the visitor is quicker than the session's answer, so the log is not loaded yet."""
    question = unique("Is the blue kettle in stock?")
    session = Held(heard_visitor.page, "**/chatbot/session")
    heard_visitor.open().write(question)
    heard_visitor.log.has_status(question, "Sending")
    session.let_go()
    heard_visitor.log.has_status(question, "Sent")

    assert times_spoken(heard_visitor.page, question) == 1


def test_a_message_written_before_the_history_is_there_is_announced_once_and_the_history_is_not(heard_visitor, unique):
    old, question = unique("An old one."), unique("A new one.")
    heard_visitor.open().write(old)
    heard_visitor.log.has_status(old, "Sent")
    history = Held(heard_visitor.page, "**/chatbot/messages*")
    heard_visitor.page.reload()
    heard_visitor.write(question)
    heard_visitor.log.has_status(question, "Sent")
    history.let_go()
    heard_visitor.log.shows(old, question)

    assert times_spoken(heard_visitor.page, old) == 0
    assert times_spoken(heard_visitor.page, question) == 1


def test_the_inbox_announces_a_new_conversation_once(visitor, heard_admin, unique):
    heard_admin.is_live()
    question = unique("Hello, I am new here.")
    visitor.open().write(question)
    heard_admin.conversation_of(question)

    assert times_spoken(heard_admin.page, question) == 1


def test_history_is_not_announced_in_the_widget(heard_visitor, admin, unique):
    question, answer, later = unique("Is the blue kettle in stock?"), unique("It is."), unique("Anything else?")
    heard_visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.write(answer)
    heard_visitor.log.shows(question, answer)

    heard_visitor.page.reload()
    heard_visitor.log.shows(question, answer)
    second = WidgetPage(heard_visitor.page.context.new_page(), heard_visitor.url).visit().open()
    second.log.shows(question, answer)
    admin.write(later)

    for page in heard_visitor, second:
        page.log.shows(question, answer, later)
        assert times_spoken(page.page, question) == 0
        assert times_spoken(page.page, answer) == 0
        assert times_spoken(page.page, later) == 1


def test_history_is_not_announced_in_the_dashboard(visitor, heard_admin, unique):
    first, second, third = unique("Hello?"), unique("Is the blue kettle in stock?"), unique("Or the red one?")
    visitor.open().write(first)
    visitor.write(second)
    visitor.log.has_status(second, "Sent")
    conversation = heard_admin.conversation_of(second)
    heard_admin.page.evaluate("window.spoken.length = 0")

    heard_admin.open(conversation)
    heard_admin.log.shows(first, second)
    visitor.write(third)
    heard_admin.log.shows(first, second, third)

    assert times_spoken(heard_admin.page, first) == 0
    assert times_spoken(heard_admin.page, second) == 0
    assert times_spoken(heard_admin.page, third) == 1


def test_what_comes_while_the_widget_is_closed_is_counted_aloud_and_not_read_out(heard_visitor, admin, unique):
    question, answer = unique("Is the blue kettle in stock?"), unique("It is.")
    heard_visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    heard_visitor.close()
    admin.write(answer)
    expect(heard_visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")
    assert times_spoken(heard_visitor.page, "1 unread message") == 1

    heard_visitor.open()
    heard_visitor.log.shows(question, answer)

    assert times_spoken(heard_visitor.page, answer) == 0
