"""How far each side has read: marks only grow."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api_client import Seat, Shop, across
from tests.integration import sockets
from tests.integration.engine import failing, loses_answer, seen, writes


def conversation(messages: int = 5) -> tuple[Shop, Seat, Seat]:
    """A visitor has sent so many messages, and no admin has read them."""
    shop = Shop()
    visitor = shop.visitor()
    for number in range(messages):
        visitor.send(after=number)
    return shop, visitor, across(shop.admin(), visitor.conversation_id)


def marks(seat: Seat) -> tuple[int, int]:
    read = seat.messages().body["read"]
    return read["visitor"], read["admin"]


def test_sending_marks_the_messages_that_the_sender_had_received_as_read() -> None:
    _, visitor, maya = conversation(2)
    assert marks(visitor) == (2, 0)
    maya.send(after=2)
    assert marks(visitor) == (2, 3)


def test_sending_without_having_received_everything_moves_no_mark() -> None:
    _, visitor, maya = conversation(3)
    maya.send(after=1)
    assert marks(visitor) == (3, 0)


def test_a_mark_never_moves_back() -> None:
    _, _, maya = conversation()
    assert maya.mark_read(4).body["read"]["admin"] == 4
    with seen() as requests:
        assert maya.mark_read(2).body["read"]["admin"] == 4
    assert writes(requests) == []
    assert marks(maya) == (5, 4)


def test_marks_of_many_tabs_at_once_end_at_the_highest() -> None:
    _, _, maya = conversation()
    with ThreadPoolExecutor(5) as tabs:
        answers = list(tabs.map(maya.mark_read, [3, 5, 1, 4, 2]))
    assert {answer.status for answer in answers} == {200}
    assert marks(maya) == (5, 5)


def test_a_mark_that_moves_during_a_send_does_not_change_the_log_or_the_other_mark() -> None:
    _, visitor, maya = conversation(20)
    with ThreadPoolExecutor(2) as sides:
        marking = sides.submit(lambda: [maya.mark_read(number).status for number in range(1, 21)])
        writing = sides.submit(lambda: [visitor.send(after=20 + number).status for number in range(10)])
        assert set(marking.result()) == {200}
        assert set(writing.result()) == {201}
    assert [message["id"] for message in visitor.drained()] == list(range(1, 31))
    assert marks(visitor) == (30, 20)


def test_a_mark_with_a_lost_answer_is_stored_and_may_be_repeated() -> None:
    _, _, maya = conversation()
    with failing("UpdateItem", loses_answer):
        assert maya.mark_read(5).code == "busy"
    assert maya.mark_read(5).body["read"]["admin"] == 5


def test_a_mark_is_pushed_once_to_both_sides() -> None:
    shop, visitor, maya = conversation()
    open_sockets = [sockets.visitors(visitor.api), sockets.admins(shop.admin())]
    maya.mark_read(5)
    maya.mark_read(5)
    for socket in open_sockets:
        assert [(frame["type"], frame["id"], frame["reader"]) for frame in socket.received] == [
            ("MessagesRead", 5, "admin")
        ]


@pytest.mark.parametrize("side", [0, 1], ids=["visitor", "admin"])
def test_zero_is_a_valid_mark(side: int) -> None:
    _, *seats = conversation(1)
    assert seats[side].mark_read(0).status == 200
