"""What the caller of a warm process waits for: round trips, and no new thread, client or connection."""

import threading
from collections.abc import Callable
from typing import Any

import botocore.session
import pytest

from chalicelib.aws.connections import Connections
from chalicelib.realtime import gateway
from deployment.cost.calls import ROUND_TRIPS
from tests.api_client import Seat, Shop
from tests.integration import sockets
from tests.integration.round_trips import round_trips

Call = Callable[[], Any]


def writer(pages: int) -> Call:
    """A visitor with so many open pages of admins, in a process that has sent before."""
    shop = Shop()
    admin, visitor = shop.admin(), shop.visitor()
    for _ in range(pages):
        sockets.admins(admin)
    for after in (0, 1):
        assert sends(visitor, after) == 201
    return lambda: sends(visitor, 2)


def sends(visitor: Seat, after: int) -> int:
    with sockets.over_http():
        return visitor.send("Is the blue kettle in stock?", after=after).status


def inbox_poll() -> Call:
    admin = Shop().admin()
    cursor = admin.get("/admin/chatbot").body["cursor"]
    return lambda: admin.get(f"/admin/chatbot?since={cursor}").status


def message_poll() -> Call:
    visitor = Shop().visitor()
    assert sends(visitor, 0) == 201
    return lambda: visitor.messages(1).status


CALLS: dict[str, Callable[[], Call]] = {
    "later message, nobody has a page open": lambda: writer(0),
    "later message, one page open": lambda: writer(1),
    "later message, ten pages open": lambda: writer(10),
    "inbox poll that finds nothing": inbox_poll,
    "poll that finds nothing": message_poll,
}


def test_every_call_of_the_table_is_made_here() -> None:
    assert CALLS.keys() == ROUND_TRIPS.keys()


@pytest.mark.parametrize("name", CALLS)
def test_the_caller_waits_for_the_round_trips_of_the_table(name: str) -> None:
    call = CALLS[name]()
    with round_trips() as found:
        assert call() in (200, 201)
    assert tuple(found) == ROUND_TRIPS[name]


@pytest.mark.parametrize("name", CALLS)
def test_a_warm_call_starts_no_thread_and_makes_no_client_and_no_connection(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = CALLS[name]()
    made: list[str] = []

    def counted(owner: type, method: str, what: str) -> None:
        real = getattr(owner, method)
        monkeypatch.setattr(owner, method, lambda *given, **named: made.append(what) or real(*given, **named))

    mine = threading.current_thread()
    start = threading.Thread.start

    def starts(thread: threading.Thread) -> None:
        if threading.current_thread() is mine:  # and not the store's stand-ins, which answer in threads of their own
            made.append("thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", starts)
    counted(botocore.session.Session, "create_client", "client of botocore")
    counted(gateway.Client, "__init__", "client of the Management API")
    counted(Connections, "__init__", "client")
    counted(Connections, "new", "connection")
    assert call() in (200, 201)
    assert made == []
