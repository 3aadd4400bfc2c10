"""Without WebSockets, conversations work by polling."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

SCRIPTS = Path(__file__).parent / "scripts"
HARD_LIMIT = 5.0  # seconds after the server has the message; with one poll a second, about 1 is expected
SENT = re.compile("Sent|Read")
PATIENCE = 30.0  # interruptions of up to ten seconds are not shown


@pytest.fixture(params=["refused", "hanging"])
def without_sockets(request, new_visitor, new_admin):
    """A visitor and an admin on a network that blocks WebSockets."""
    script = SCRIPTS / f"{request.param}_socket.js"
    return new_visitor(init_script=script), new_admin(init_script=script)


def test_messages_arrive_by_polling(without_sockets, unique):
    visitor, admin = without_sockets
    question, answer, thanks = unique("Is the blue kettle in stock?"), unique("It is."), unique("Thank you!")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    admin.open(admin.conversation_of(question, within=HARD_LIMIT))
    admin.unread(admin.conversation_of(question), 0)
    visitor.log.has_status(question, "Read", within=HARD_LIMIT)

    admin.write(answer)
    admin.log.has_status(answer, SENT)
    there = seconds(lambda: visitor.log.shows(question, answer, within=HARD_LIMIT))
    visitor.write(thanks)
    visitor.log.has_status(thanks, SENT)
    back = seconds(lambda: admin.log.shows(question, answer, thanks, within=HARD_LIMIT))

    print(f"by polling: to the visitor {there:.2f} s, to the admin {back:.2f} s")


@pytest.mark.parametrize("without_sockets", ["refused"], indirect=True)
def test_both_pages_show_that_they_poll(without_sockets, unique):
    visitor, admin = without_sockets
    question = unique("Is anybody there?")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")

    expect(visitor.state).to_have_text("Checking for messages")
    expect(admin.badge).to_have_text("Polling")
    expect(admin.page.get_by_text("Checking for new messages every few seconds.")).to_be_visible(
        timeout=PATIENCE * 1000
    )


def seconds(seen: Callable[[], None]) -> float:
    began = time.monotonic()
    seen()
    return time.monotonic() - began
