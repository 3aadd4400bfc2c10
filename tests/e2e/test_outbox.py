"""Messages stay in the outbox until the server has them, or until their sender discards them."""

import re

from playwright.sync_api import Route, expect

SEND = "**/api/chatbot/message"
WAIT = {"Retry-After": "4", "Access-Control-Expose-Headers": "Retry-After"}  # as every response of the API exposes it


def refuse(status: int, code: str):
    body = {"error": {"code": code, "message": "Refused by a test."}}
    return lambda route: route.fulfill(status=status, json=body)


def test_a_message_written_offline_is_sent_once_when_the_network_is_back(visitor, admin, unique):
    question, offline = unique("Is the blue kettle in stock?"), unique("And the red one?")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    visitor.log.has_status(question, "Read")

    visitor.page.context.set_offline(True)
    visitor.write(offline)
    visitor.log.has_status(offline, "Sending")
    expect(visitor.state).to_have_text("No connection")
    visitor.page.context.set_offline(False)

    visitor.log.has_status(offline, "Read", within=20)
    visitor.log.shows(question, offline)
    admin.log.shows(question, offline)


def test_a_message_whose_response_was_lost_is_stored_once(visitor, owner, unique):
    question = unique("Did you get this?")
    lost = []

    def lose_the_first_response(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    visitor.page.route(SEND, lose_the_first_response)
    visitor.open().write(question)

    visitor.log.has_status(question, "Sent")
    assert owner.bodies(question) == [question]
    assert lost == [201]


def test_a_message_survives_a_reload_before_it_was_sent(visitor, owner, unique):
    question, unsent = unique("Is the blue kettle in stock?"), unique("And the red one?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    visitor.page.route(SEND, lambda route: route.abort())
    visitor.write(unsent)
    visitor.log.has_status(unsent, "Sending")

    visitor.page.unroute(SEND)
    visitor.page.reload()

    expect(visitor.panel).to_be_visible()
    visitor.log.has_status(unsent, "Sent")
    visitor.log.shows(question, unsent)
    assert owner.bodies(unsent) == [question, unsent]


def test_a_visitor_who_writes_too_fast_sees_the_retry_time_and_loses_nothing(visitor, unique):
    question, hasty, last = unique("Is the blue kettle in stock?"), unique("Hello?"), unique("Anybody there?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    body = {"error": {"code": "too_many_messages", "message": "Refused by a test."}}
    visitor.page.route(SEND, lambda route: route.fulfill(status=429, headers=WAIT, json=body), times=1)

    visitor.write(hasty)
    visitor.write(last)

    notice = visitor.log.message(hasty).locator(".pl-held")
    expect(notice).to_contain_text(re.compile(r"Sending again in [1-4] s"))
    expect(notice).to_contain_text("This one will be sent again automatically.")
    expect(visitor.log.message(last).locator(".pl-held")).to_have_count(0)
    visitor.log.has_status(last, "Sent")
    expect(notice).to_have_count(0)
    visitor.log.shows(question, hasty, last)


def test_a_failed_message_is_sent_again_on_request(visitor, owner, unique):
    question = unique("Is the blue kettle in stock?")
    visitor.page.route(SEND, refuse(409, "not_now"))
    visitor.open().write(question)
    visitor.log.has_status(question, "Not sent")

    visitor.page.unroute(SEND)
    visitor.log.message(question).get_by_role("button", name="Try again").click()

    visitor.log.has_status(question, "Sent")
    assert owner.bodies(question) == [question]


def test_a_refused_message_shows_an_error_and_can_only_be_discarded(visitor, unique):
    kept, refused = unique("Hello!"), unique("Something the server does not take.")
    visitor.open().write(kept)
    visitor.log.has_status(kept, "Sent")
    visitor.page.route(SEND, refuse(400, "message_unprintable"))
    visitor.write(refused)

    failed = visitor.log.message(refused)
    expect(failed.get_by_text("This message can't be sent.")).to_be_visible()
    expect(failed.get_by_role("button", name="Try again")).to_have_count(0)
    failed.get_by_role("button", name="Discard").click()
    visitor.log.shows(kept)

    visitor.page.reload()
    visitor.log.shows(kept)
