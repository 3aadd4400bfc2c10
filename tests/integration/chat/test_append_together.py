"""Many writers in one conversation: every message has a number of its own, and no number is missing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api_client import Seat, Shop, across, new_client_id

MESSAGES = 500  # more than two pages, and a conflict at most of them
WRITERS = 4


def write(seat: Seat, name: str, messages: int) -> dict[str, int]:
    """Sends as a page's outbox does: one at a time, with retries while the server is busy. Returns text → number."""
    stored: dict[str, int] = {}
    cursor = 0
    for number in range(messages):
        body, client_id, after = f"{name} {number}", new_client_id(), cursor
        answer = seat.send(body, after, client_id)
        while answer.status == 503:
            answer = seat.send(body, after, client_id)
        assert answer.status in (200, 201), answer
        stored[body] = cursor = answer.body["message"]["id"]
    return stored


@pytest.mark.timeout(300)
def test_500_messages_of_4_concurrent_writers_are_numbered_1_to_500_without_a_hole_and_none_twice() -> None:
    shop = Shop()
    visitor = shop.visitor()
    assert visitor.send("first").status == 201
    seats = [visitor] + [across(shop.admin(f"admin {n}"), visitor.conversation_id) for n in range(1, WRITERS)]
    # The first message is the 1 of 500; the rest are shared evenly, the last writer one short.
    shares = [MESSAGES // WRITERS] * (WRITERS - 1) + [MESSAGES // WRITERS - 1]
    with ThreadPoolExecutor(WRITERS) as threads:
        written = list(threads.map(write, seats, map(str, range(WRITERS)), shares))

    log = visitor.drained()
    assert [message["id"] for message in log] == list(range(1, MESSAGES + 1))
    assert len({message["client_id"] for message in log}) == MESSAGES
    acknowledged = {"first": 1} | {body: number for stored in written for body, number in stored.items()}
    assert {message["body"]: message["id"] for message in log} == acknowledged
    assert seats[1].drained() == log
