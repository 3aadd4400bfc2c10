"""A working day: three admins, twenty visitors, a lost socket at noon, a throttled hour, a deploy in the afternoon.

Nothing is lost, every screen shows what the server has, and the counts and reports are those of what was played.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.working_day.day import Day
from tests.localrun import LocalRun

SEED = int(os.environ.get("PORCHLIGHT_DAY_SEED") or secrets.randbelow(1_000_000))


@pytest.fixture
def day(tmp_path_factory: pytest.TempPathFactory, new_context: Callable[..., Any]) -> Iterator[Day]:
    """On a local run of its own, which is stopped and started."""
    run = LocalRun(tmp_path_factory.mktemp("working-day"))
    run.start()
    try:
        with ThreadPoolExecutor(4) as hands:
            yield Day(run, new_context, hands, SEED)
    finally:
        run.stop()


@pytest.mark.timeout(300)
def test_a_day_with_every_kind_of_trouble_loses_nothing_and_is_counted_as_it_was(day: Day) -> None:
    print(f"PORCHLIGHT_DAY_SEED={SEED}")
    day.opens()
    morning(day)
    noon(day)
    throttled_hour(day)
    deploy(day)
    evening(day)
    day.shows_what_the_server_has()
    day.counts_what_was_played()


def morning(day: Day) -> None:
    """Twenty visitors write. The admins share them out, and do with some of them all that a desk can do."""
    maya, noor, phone = day.dashboards
    day.everybody_writes()
    first, second, third = (page.case for page in day.pages)
    day.counts_agree()

    # Maya and Noor take the same conversation before either has heard of the other.
    held: list[Route] = []
    maya.page.route("**/assignee", lambda route: held.append(route))
    for dashboard in (maya, noor):
        dashboard.opens(third)
    maya.presses("Shift+A")
    noor.takes()
    held[0].continue_()
    bar = maya.thread.get_by_role("group", name="Assignee, tags and snooze")
    expect(bar.get_by_role("status")).to_have_text(f"{noor.admin.name} was faster")
    maya.page.unroute("**/assignee")
    noor.answers(day.line("I have it here."))

    maya.opens(first)
    maya.takes()
    maya.box.fill("/shipping")
    expect(maya.page.get_by_role("option", name="Shipping").first).to_be_visible()
    maya.box.press("Enter")
    expect(maya.box).to_have_value(day.canned)
    maya.answers(day.canned)
    maya.notes("Ask the warehouse", noor.admin.name)
    maya.tags("warehouse")
    noor.opens(first)
    expect(noor.thread.locator(".note")).to_contain_text("Ask the warehouse")
    expect(noor.thread.get_by_role("list", name="Tags")).to_contain_text("warehouse")

    noor.opens(third)
    noor.snoozes()

    # Somebody does the same on a bus, with a finger.
    phone.opens(second)
    phone.answers(day.line("Yes, and I write from the bus."))
    phone.takes_by_touch()
    phone.notes("She is in a hurry", noor.admin.name)
    noor.opens(second)
    expect(noor.thread.get_by_role("button", name=f"Assigned to {phone.admin.name}")).to_be_visible()
    expect(noor.thread.locator(".note")).to_contain_text("She is in a hurry")
    day.work_of_the_morning()
    day.counts_agree()


def noon(day: Day) -> None:
    """All sockets are lost for a while: the pages poll, and miss nothing. The third visitor ends a snooze."""
    for dashboard, page in zip(day.dashboards, day.pages, strict=False):
        dashboard.opens(page.case)
    day.cuts_sockets(True)
    day.is_everywhere("polling")
    day.somebody_writes_on_every_page()
    day.each_sees_the_other()
    day.counts_agree()
    day.cuts_sockets(False)


def throttled_hour(day: Day) -> None:
    """Most calls are refused with 429 and 503. What is written waits, and is stored once."""
    for dashboard, page in zip(day.dashboards, day.pages, strict=False):
        dashboard.opens(page.case)
    day.throttles(0.7)
    day.somebody_writes_on_every_page()
    day.work_of_the_noon()
    day.throttles(0)
    assert day.network.failed > 10
    day.everything_is_sent()
    day.each_sees_the_other()


def deploy(day: Day) -> None:
    """The server goes away and comes back. Open pages go on, with what was written meanwhile."""
    day.run.stop_gateway()
    day.is_everywhere("offline")
    day.somebody_writes_on_every_page()
    waiting = [day.hands.submit(visitor.write, day.line("Hello?")) for visitor in day.callers[:3]]
    day.run.start_gateway()
    for each in waiting:
        each.result()
    day.is_everywhere("live")
    day.everything_is_sent()
    day.each_sees_the_other()


def evening(day: Day) -> None:
    """Conversations are closed and rated; some are opened again, by a message and by an admin; a visitor is blocked."""
    maya, _, phone = day.dashboards
    first, second, _ = day.pages
    maya.opens(first.case)
    maya.closes()
    first.rates("Good", 4)
    phone.opens(second.case)
    phone.closes()
    second.writes(day.line("One more thing"))
    day.work_of_the_evening()
    day.counts_agree()
