"""Posts from one thread: a socket that is slow, hangs, or answers in part delays no other one."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from chalicelib.model import Connection
from chalicelib.realtime import gateway, posting
from chalicelib.realtime.gateway import Outcome
from tests.played_service import Play, PlayedService, Received, answers, played_service, written

BEHIND_EDGE = "https://abc.execute-api.us-east-1.amazonaws.com/api"
LONG = 30.0  # no test waits for it

by_socket: dict[str, Play] = {}  # how the service answers posts to a socket; others are delivered


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayedService]:
    def play(connection: socket.socket, received: Received) -> bool:
        chosen = by_socket.get(received.line.split()[1].rpartition("/")[2], answers(200, b""))
        return chosen(connection, received)

    monkeypatch.setattr(gateway, "CONNECT_SECONDS", LONG)
    monkeypatch.setattr(gateway, "READ_SECONDS", LONG)
    by_socket.clear()
    with played_service() as played:
        played.plays(play)
        yield played


@pytest.fixture
def over() -> Iterator[threading.Event]:
    """Set when the test ends: then posts that hang are answered."""
    event = threading.Event()
    yield event
    event.set()


def answers_when(over: threading.Event, first: bytes = b"") -> Play:
    def play(connection: socket.socket, received: Received) -> bool:
        connection.sendall(first)
        over.wait(LONG)
        connection.sendall(written(200, b"")[len(first) :])
        return True

    return play


def sockets(endpoint: str, *ids: str) -> list[Connection]:
    return [Connection(id=id, audience="a", endpoint=endpoint, expires_at=0) for id in ids]


def posted(to: list[Connection], at_once: int) -> Iterator[tuple[str, Outcome | None]]:
    for each, outcome in posting.post_all(to, lambda _: b"{}", at_once, time.monotonic() + LONG):
        yield each.id, outcome


@pytest.mark.usefixtures("edge")
def test_a_post_that_hangs_over_a_new_connection_with_tls_delays_no_other_one(
    service: PlayedService, over: threading.Event
) -> None:
    """TLS sends its session tickets there first, so there is something to read that is no answer."""
    by_socket["hangs"] = answers_when(over)
    outcomes = posted(sockets(BEHIND_EDGE, "hangs", "a", "b", "c"), at_once=2)
    assert [next(outcomes) for _ in range(3)] == [(id, Outcome.DELIVERED) for id in "abc"]
    over.set()
    assert [*outcomes] == [("hangs", Outcome.DELIVERED)]


@pytest.mark.parametrize("part", [b"HTTP/1.1 2", b"HTTP/1.1 200 Played\r\nContent-Le"])
def test_an_answer_that_has_only_begun_delays_no_other_post(
    service: PlayedService, over: threading.Event, part: bytes
) -> None:
    by_socket["slow"] = answers_when(over, part)
    outcomes = posted(sockets(f"{service.address}/api", "slow", "a", "b"), at_once=2)
    assert [next(outcomes) for _ in range(2)] == [(id, Outcome.DELIVERED) for id in "ab"]
    over.set()
    assert [*outcomes] == [("slow", Outcome.DELIVERED)]


def test_posts_that_are_slow_keep_no_place_that_others_need(
    service: PlayedService, over: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SLOW_SECONDS", 0.01)
    by_socket.update(dict.fromkeys("123", answers_when(over)))
    outcomes = posted(sockets(f"{service.address}/api", "1", "2", "3", "a", "b"), at_once=1)
    assert [next(outcomes) for _ in range(2)] == [("a", Outcome.DELIVERED), ("b", Outcome.DELIVERED)]
    over.set()
    assert sorted(outcomes) == [(id, Outcome.DELIVERED) for id in "123"]


def test_the_connections_that_slow_posts_take_are_bounded(
    service: PlayedService, over: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SLOW_SECONDS", 0)
    monkeypatch.setattr(posting, "MOST_SLOW", 4)
    ids = [str(number) for number in range(20)]
    by_socket.update(dict.fromkeys(ids, answers_when(over)))
    outcomes = posting.post_all(sockets(f"{service.address}/api", *ids), lambda _: b"{}", 2, time.monotonic() + 0.5)
    assert {outcome for _, outcome in outcomes} == {None}
    assert len(service.received) <= 4 + 2


def test_posts_that_did_not_end_in_time_have_no_outcome_and_lose_their_connection(
    service: PlayedService, over: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SLOW_SECONDS", LONG)
    by_socket["hangs"] = answers_when(over)
    endpoint = f"{service.address}/api"
    outcomes = posting.post_all(sockets(endpoint, "a", "hangs", "b"), lambda _: b"{}", 1, time.monotonic() + 1)
    assert [(each.id, outcome) for each, outcome in outcomes] == [
        ("a", Outcome.DELIVERED),
        ("hangs", None),
        ("b", None),
    ]
    assert gateway.ready(endpoint) == 0


def test_an_answer_without_a_length_ends_with_its_head(service: PlayedService) -> None:
    def play(connection: socket.socket, received: Received) -> bool:
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        return True

    by_socket["a"] = play
    assert [*posted(sockets(f"{service.address}/api", "a", "b"), at_once=1)] == [
        ("a", Outcome.DELIVERED),
        ("b", Outcome.DELIVERED),
    ]
    assert service.connections == 1


def test_an_answer_in_pieces_is_read_to_its_end_and_its_connection_used_again(service: PlayedService) -> None:
    def play(connection: socket.socket, received: Received) -> bool:
        connection.sendall(b"HTTP/1.1 410 Gone\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nGone")
        connection.sendall(b"\r\n0\r\n\r\n")
        return True

    by_socket["a"] = play
    assert [*posted(sockets(f"{service.address}/api", "a", "b"), at_once=1)] == [
        ("a", Outcome.GONE),
        ("b", Outcome.DELIVERED),
    ]
    assert service.connections == 1


@pytest.mark.parametrize("part", [b"", b"HTTP/1.1 200 Played\r\nContent-Length: 9\r\n\r\nhalf", b"HTTP/1.1 2"])
def test_a_connection_that_ends_before_its_answer_does_is_a_failed_post(service: PlayedService, part: bytes) -> None:
    def play(connection: socket.socket, received: Received) -> bool:
        connection.sendall(part)
        return False

    by_socket["torn"] = play
    outcomes = dict(posted(sockets(f"{service.address}/api", "torn", "a"), at_once=2))
    assert outcomes == {"torn": Outcome.FAILED, "a": Outcome.DELIVERED}
