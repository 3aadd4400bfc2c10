"""An owner registers a program for events, sees its deliveries, and sends one again that has failed."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.caller import Caller
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Owner
from tests.e2e.test_axe import AXE, finds_nothing
from tests.integration.notify.event_scene import signed_codes
from tests.targets import Received, TargetServer, answers, target

PATH = "/admin/event-webhooks"


@pytest.fixture
def program(owner: Owner) -> Iterator[TargetServer]:
    with target(answers(200)) as server:
        yield server
        for each in owner.call("GET", PATH)["event_webhooks"]:
            if each["address"].startswith(server.url):
                owner.call("DELETE", f"{PATH}/{each['id']}")


def test_an_event_arrives_signed_and_one_that_failed_is_sent_again(
    new_admin: Callable[..., DashboardPage],
    caller: Caller,
    owner: Owner,
    program: TargetServer,
    unique: Callable[[str], str],
) -> None:
    admin = new_admin(init_script=AXE)
    card = admin.settings("site").card("Event webhooks")
    secret = register(admin, card, owner, f"{program.url}events")
    asked, again = unique("Is the kettle back?"), unique("Hello?")

    caller.write(asked)
    received = arrived(admin, program, asked)
    seconds, codes = signed_codes(received)
    assert codes == [hmac.new(secret.encode(), b"%d.%s" % (seconds, received.body), hashlib.sha256).hexdigest()]

    program.answer = answers(500)
    caller.write(again)
    arrived(admin, program, again)
    card.get_by_role("button", name="Deliveries to").click()
    log = admin.dialog("Deliveries")
    failed = log.get_by_role("listitem").filter(has_text="Trying again")
    refreshed_until(log, failed)
    failed.get_by_role("button", name="Message created").click()
    expect(failed.get_by_role("region")).to_contain_text(again)
    finds_nothing(admin.page, "deliveries")

    program.answer = answers(200)
    row = log.get_by_role("listitem").filter(has_text=again)
    row.get_by_role("button", name="Send again").click()
    expect(row.get_by_text("It was delivered.")).to_be_visible()
    expect(row).to_contain_text("2 attempts")
    sent = [json.loads(each.body) for each in program.received if again in each.body.decode()]
    assert [each["attempt"] for each in sent] == [1, 2]
    assert len({each["id"] for each in sent}) == 1

    log.get_by_role("button", name="Send a test event").click()
    expect(log.get_by_text("The test event was delivered.")).to_be_visible()
    log.get_by_role("button", name="Close").click()
    expect(card.get_by_role("button", name="Deliveries to")).to_be_focused()
    card.get_by_role("button", name="Remove").click()
    admin.dialog("Remove this event webhook?").get_by_role("button", name="Remove").click()
    expect(card.get_by_role("button", name="Deliveries to")).to_have_count(0)


def register(admin: DashboardPage, card: Locator, owner: Owner, address: str) -> str:
    """Adds the program for new messages. Returns its secret."""
    card.get_by_role("button", name="Add event webhook").click()
    dialog = admin.dialog("Add an event webhook")
    dialog.get_by_label("Address").fill(address)
    for box in dialog.get_by_role("checkbox").all():
        box.uncheck()
    dialog.get_by_label("Message created").check()
    admin.confirm("Add an event webhook", owner.proof["password"], "Add event webhook")
    shown = admin.dialog("Copy the secret now")
    secret = shown.get_by_label("Secret").input_value()
    shown.get_by_role("button", name="Done").click()
    expect(card.get_by_text(address)).to_be_visible()
    return secret


def arrived(admin: DashboardPage, program: TargetServer, body: str) -> Received:
    """Waits until the program has received the event of a message."""
    for _ in range(300):
        if found := [each for each in program.received if body in each.body.decode()]:
            return found[-1]
        admin.page.wait_for_timeout(100)
    raise AssertionError("no event has arrived")


def refreshed_until(log: Locator, row: Locator) -> None:
    """The program's answer is noted just after the program has sent it."""
    for _ in range(50):
        log.get_by_role("button", name="Refresh").click()
        log.page.wait_for_timeout(200)
        if row.count():
            return
    raise AssertionError("the delivery is not in the log")
