"""The server responds slowly to the first request, as a function does at a cold start."""

from playwright.sync_api import Route, expect

SESSION = "**/api/chatbot/session"


def test_the_visitor_can_write_as_soon_as_the_panel_opens(visitor, unique):
    waiting: list[Route] = []
    visitor.page.route(SESSION, lambda route: waiting.append(route))
    with visitor.page.expect_request(SESSION):
        visitor.launcher.click()
    expect(visitor.panel).to_be_visible()

    question = unique("Hello, is the blue kettle in stock?")
    visitor.page.keyboard.type(question)
    waiting.pop().continue_()
    expect(visitor.panel).to_have_accessible_name("Chat with Fern & Kettle")

    expect(visitor.box).to_have_value(question)
    expect(visitor.box).to_be_focused()


def test_messages_written_before_the_server_responds_are_sent_once_it_does(visitor, owner, unique):
    waiting: list[Route] = []
    visitor.page.route(SESSION, lambda route: waiting.append(route))
    with visitor.page.expect_request(SESSION):
        visitor.launcher.click()

    question = unique("Hello, is the blue kettle in stock?")
    visitor.write(question)
    visitor.log.has_status(question, "Sending")
    waiting.pop().continue_()

    visitor.log.has_status(question, "Sent")
    assert owner.bodies(question) == [question]
