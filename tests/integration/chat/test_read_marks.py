"""How far each side has read: marks only grow."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api_client import Seat, Shop, across
from tests.integration import sockets
from tests.integration.engine import failing, loses_answer, seen, writes


def conversation(messages: int = 5) -> tuple[Shop, Seat, Seat]:
    """A visitor has written this many messages; the admin has not looked."""
    shop = Shop()
    visitor = shop.visitor()
    for number in range(messages):
        visitor.send(after=number)
    return shop, visitor, across(shop.admin(), visitor.conversation_id)


def marks(seat: Seat) -> tuple[int, int]:
    read = seat.messages().body["read"]
    return read["visitor"], read["admin"]


def test_writing_marks_what_the_writer_had_seen_as_read() -> None:
    _, visitor, maya = conversation(2)
    assert marks(visitor) == (2, 0)
    maya.send(after=2)
    assert marks(visitor) == (2, 3)


def test_writing_without_having_seen_everything_moves_no_mark() -> None:
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


def test_a_mark_that_meets_new_messages_leaves_the_log_and_the_other_side_alone() -> None:
    _, visitor, maya = conversation(20)
    with ThreadPoolExecutor(2) as sides:
        marking = sides.submit(lambda: [maya.mark_read(number).status for number in range(1, 21)])
        writing = sides.submit(lambda: [visitor.send(after=20 + number).status for number in range(10)])
        assert set(marking.result()) == {200}
        assert set(writing.result()) == {201}
    assert [message["id"] for message in visitor.drained()] == list(range(1, 31))
    assert marks(visitor) == (30, 20)


def test_a_mark_whose_answer_was_lost_stands_and_may_be_repeated() -> None:
    _, _, maya = conversation()
    with failing("UpdateItem", loses_answer):
        assert maya.mark_read(5).code == "busy"
    assert maya.mark_read(5).body["read"]["admin"] == 5


def test_both_sides_hear_of_a_mark_once() -> None:
    shop, visitor, maya = conversation()
    hearing = [sockets.visitors(visitor.api), sockets.admins(shop.admin())]
    maya.mark_read(5)
    maya.mark_read(5)
    for socket in hearing:
        assert [(frame["type"], frame["id"], frame["reader"]) for frame in socket.heard] == [
            ("MessagesRead", 5, "admin")
        ]


@pytest.mark.parametrize("side", [0, 1], ids=["visitor", "admin"])
def test_nothing_read_is_a_mark_too(side: int) -> None:
    _, *seats = conversation(1)
    assert seats[side].mark_read(0).status == 200
