"""Resuming: which conversations have messages after the page's cursors."""

from typing import Any

import pytest

from chalicelib.storage import connections
from tests.api_client import Seat, Shop
from tests.integration import sockets
from tests.integration.engine import seen


@pytest.fixture
def visitor(shop: Shop) -> Seat:
    """A visitor with three messages."""
    seat = shop.visitor()
    for after in range(3):
        seat.send(after=after)
    return seat


def test_the_answer_contains_the_last_number_of_a_log_beyond_the_cursor(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 1}})
    assert socket.received == [{"type": "resumed", "behind": {visitor.conversation_id: 3}}]


@pytest.mark.parametrize("cursor", [3, 4])
def test_a_conversation_without_new_messages_is_not_in_the_answer(visitor: Seat, cursor: int) -> None:
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: cursor}})
    assert socket.received == [{"type": "resumed", "behind": {}}]


def test_an_admin_sends_cursors_of_several_conversations_at_once(shop: Shop, visitor: Seat) -> None:
    other = shop.visitor()
    other.send()
    socket = sockets.admins(shop.admin())
    socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 3, other.conversation_id: 0}})
    assert socket.received == [{"type": "resumed", "behind": {other.conversation_id: 1}}]


def test_a_frame_without_cursors_is_answered_too(shop: Shop) -> None:
    socket = sockets.admins(shop.admin())
    socket.send_frame({"type": "resume", "cursors": {}})
    assert socket.received == [{"type": "resumed", "behind": {}}]


def test_conversations_of_others_are_not_in_the_answer(shop: Shop, visitor: Seat) -> None:
    other = shop.visitor()
    other.send()
    for socket in (sockets.visitors(other.api), sockets.admins(Shop().admin())):
        socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 0, "c_0000000000000000": 0, "": 0}})
        assert socket.received == [{"type": "resumed", "behind": {}}]


def test_a_socket_without_a_row_is_answered_connection_unknown(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    connections.forget(socket.id, connections.audience_of(socket.id) or "")
    socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 0}})
    assert [frame["error"]["code"] for frame in socket.received] == ["connection_unknown"]


def test_twenty_cursors_are_one_request(shop: Shop) -> None:
    seats = [shop.visitor() for _ in range(20)]
    for seat in seats:
        seat.send()
    socket = sockets.admins(shop.admin())
    with seen() as requests:
        socket.send_frame({"type": "resume", "cursors": {seat.conversation_id: 0 for seat in seats}})
    assert [operation for operation, _ in requests].count("BatchGetItem") == 1
    assert conversations_read(requests) == {seat.conversation_id for seat in seats}
    assert socket.received == [{"type": "resumed", "behind": {seat.conversation_id: 1 for seat in seats}}]


def test_a_visitors_socket_learns_nothing_of_another_visitors_conversation(shop: Shop, visitor: Seat) -> None:
    other = shop.visitor()
    other.send()
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 0, other.conversation_id: 0}})
    socket.send_frame({"type": "resume", "cursors": {other.conversation_id: 0}})
    assert [frame["behind"] for frame in socket.received] == [{visitor.conversation_id: 3}, {}]


def conversations_read(requests: list[tuple[str, dict[str, Any]]]) -> set[str]:
    batches = [parameters["RequestItems"] for operation, parameters in requests if operation == "BatchGetItem"]
    keys = [key for batch in batches for table in batch.values() for key in table["Keys"]]
    assert all(table["ConsistentRead"] for batch in batches for table in batch.values())
    return {key["conversation_id"]["S"] for key in keys}
