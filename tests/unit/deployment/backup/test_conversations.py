"""The repair of a log with missing messages."""

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deployment.backup.conversations import (
    Log,
    first_id,
    last_id,
    number,
    repaired,
    with_new_creation_time,
    without_expired,
)


def row(last: int, kept_from: int = 1, **more: Any) -> dict[str, Any]:
    return {"conversation_id": {"S": "c"}, "last_id": {"N": str(last)}, "kept_from": {"N": str(kept_from)}, **more}


def message(id: int, **more: Any) -> dict[str, Any]:
    return {"conversation_id": {"S": "c"}, "id": {"N": str(id)}, **more}


def log(last: int, ids: list[int], kept_from: int = 1) -> Log:
    return Log(row(last, kept_from), [message(id) for id in ids])


def shape(log: Log) -> tuple[int, list[int], int]:
    return first_id(log.row), [number(each, "id") for each in log.messages], last_id(log.row)


def test_a_complete_log_is_unchanged() -> None:
    for whole in (log(3, [1, 2, 3]), log(5, [4, 5], kept_from=4), log(3, [], kept_from=4)):
        assert repaired(whole) == whole


def test_a_log_begins_after_its_last_gap() -> None:
    assert shape(repaired(log(6, [1, 3, 5, 6]))) == (5, [5, 6], 6)


def test_a_log_without_its_end_uses_no_number_twice() -> None:
    assert shape(repaired(log(6, [1, 2, 3]))) == (7, [], 6)


def test_messages_stored_after_the_row_was_read_are_left_out() -> None:
    assert shape(repaired(log(2, [1, 2, 3, 5]))) == (1, [1, 2], 2)


def test_messages_in_expired_stretches_need_no_repair() -> None:
    past = str(int(time.time() * 1000) - 1000)
    stretches = {"stretches": {"L": [{"N": "2"}, {"N": past}, {"N": past}]}}
    fading = Log(row(4, **stretches), [message(3), message(4)])
    assert first_id(fading.row) == 3
    assert repaired(fading) == fading


@given(last=st.integers(1, 12), kept_from=st.integers(1, 13), ids=st.sets(st.integers(1, 15)))
def test_a_repaired_log_has_no_gaps_and_keeps_its_last_number(last: int, kept_from: int, ids: set[int]) -> None:
    kept_from = min(kept_from, last + 1)
    before = log(last, sorted(ids), kept_from)
    first, kept, end = shape(repaired(before))
    assert end == last
    assert kept == list(range(first, last + 1))
    assert first >= kept_from
    # No message is dropped without need.
    assert first == kept_from or first - 1 not in ids
    assert repaired(repaired(before)) == repaired(before)


def test_expired_messages_are_not_restored() -> None:
    past, future = {"expires_at": {"N": "100"}}, {"expires_at": {"N": "300"}}
    fading = Log(row(2, **future), [message(1, **past), message(2, **future)])
    assert without_expired(fading, 200) == Log(fading.row, [message(2, **future)])
    assert without_expired(Log(row(2, **past), []), 200) is None
    assert without_expired(log(1, [1]), 200) == log(1, [1])


def test_a_restored_log_has_a_new_creation_time() -> None:
    assert with_new_creation_time({**row(1), "created_at": {"N": "1700000000000"}}, 7)["created_at"] == {
        "N": "1700000000007"
    }
