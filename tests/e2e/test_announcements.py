"""Screen readers announce each new message once, and never the history."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.waiting import becomes_true
from tests.e2e.widget_page import WidgetPage

LISTENER = Path(__file__).parent / "scripts" / "listener.js"


@pytest.fixture
def observed_visitor(new_visitor):
    return new_visitor(init_script=LISTENER)


@pytest.fixture
def observed_admin(new_admin):
    return new_admin(init_script=LISTENER)


def times_announced(page: Page, body: str) -> int:
    spoken: list[str] = page.evaluate("window.spoken")
    return sum(text.count(body) for text in spoken)


def announces(page: Page, body: str) -> None:
    """A row of the inbox is drawn first, and announced after that."""
    becomes_true(page, f"window.spoken.some((text) => text.includes({json.dumps(body)}))")


def test_each_new_message_is_announced_once_on_both_pages(observed_visitor, observed_admin, unique):
    question, answer, more = unique("Is the blue kettle in stock?"), unique("It is."), unique("Then I take it.")
    observed_visitor.open().write(question)
    observed_admin.open(observed_admin.conversation_of(question))
    observed_admin.write(answer)
    observed_visitor.log.shows(question, answer)
    observed_visitor.write(more)
    observed_admin.log.shows(question, answer, more)

    observed_visitor.log.has_status(more, "Read")
    observed_admin.log.has_status(answer, "Read")
    assert times_announced(observed_visitor.page, question) == 1
    assert times_announced(observed_visitor.page, answer) == 1
    assert times_announced(observed_admin.page, answer) == 1
    assert times_announced(observed_admin.page, more) == 1


class Held:
    """Requests that wait until the test releases them."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.waiting: list[Route] | None = []
        page.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def release(self) -> None:
        waiting, self.waiting = self.waiting or [], None
        assert waiting
        for route in waiting:
            route.continue_()


def test_a_message_sent_before_the_session_exists_is_announced_once(observed_visitor, unique):
    """On a slow machine the visitor sends before the session's response arrives, so the log is not loaded yet."""
    question = unique("Is the blue kettle in stock?")
    session = Held(observed_visitor.page, "**/chatbot/session")
    observed_visitor.open().write(question)
    observed_visitor.log.has_status(question, "Sending")
    session.release()
    observed_visitor.log.has_status(question, "Sent")

    assert times_announced(observed_visitor.page, question) == 1


def test_a_message_sent_before_the_history_loads_is_announced_once_and_the_history_is_not(observed_visitor, unique):
    old, question = unique("An old one."), unique("A new one.")
    observed_visitor.open().write(old)
    observed_visitor.log.has_status(old, "Sent")
    history = Held(observed_visitor.page, "**/chatbot/messages*")
    observed_visitor.page.reload()
    observed_visitor.write(question)
    observed_visitor.log.has_status(question, "Sent")
    history.release()
    observed_visitor.log.shows(old, question)

    assert times_announced(observed_visitor.page, old) == 0
    assert times_announced(observed_visitor.page, question) == 1


def test_the_inbox_announces_a_new_conversation_once(caller, observed_admin, unique):
    observed_admin.is_live()
    question = unique("Hello, I am new here.")
    caller.write(question)
    observed_admin.conversation_of(question)

    announces(observed_admin.page, question)
    assert times_announced(observed_admin.page, question) == 1


def test_history_is_not_announced_in_the_widget(observed_visitor, owner, unique):
    question, answer, later = unique("Is the blue kettle in stock?"), unique("It is."), unique("Anything else?")
    observed_visitor.open().write(question)
    observed_visitor.log.has_status(question, "Sent")
    owner.reply(question, answer)
    observed_visitor.log.shows(question, answer)

    observed_visitor.page.reload()
    observed_visitor.log.shows(question, answer)
    second = WidgetPage(observed_visitor.page.context.new_page(), observed_visitor.url).visit().open()
    second.log.shows(question, answer)
    owner.reply(answer, later)

    for page in observed_visitor, second:
        page.log.shows(question, answer, later)
        assert times_announced(page.page, question) == 0
        assert times_announced(page.page, answer) == 0
        assert times_announced(page.page, later) == 1


def test_history_is_not_announced_in_the_dashboard(caller, observed_admin, unique):
    first, second, third = unique("Hello?"), unique("Is the blue kettle in stock?"), unique("Or the red one?")
    observed_admin.is_live()
    caller.write(first)
    announces(observed_admin.page, first)
    caller.write(second)
    conversation = observed_admin.conversation_of(second)
    observed_admin.page.evaluate("window.spoken.length = 0")

    observed_admin.open(conversation)
    observed_admin.log.shows(first, second)
    caller.write(third)
    observed_admin.log.shows(first, second, third)

    assert times_announced(observed_admin.page, first) == 0
    assert times_announced(observed_admin.page, second) == 0
    assert times_announced(observed_admin.page, third) == 1


def test_messages_that_arrive_while_the_widget_is_closed_are_announced_as_a_count(observed_visitor, owner, unique):
    question, answer = unique("Is the blue kettle in stock?"), unique("It is.")
    observed_visitor.open().write(question)
    observed_visitor.log.has_status(question, "Sent")
    observed_visitor.close()
    owner.reply(question, answer)
    expect(observed_visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")
    assert times_announced(observed_visitor.page, "1 unread message") == 1

    observed_visitor.open()
    observed_visitor.log.shows(question, answer)

    assert times_announced(observed_visitor.page, answer) == 0
