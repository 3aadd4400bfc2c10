"""The rule for a log that a backup does not have whole."""

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deployment.backup.logs import Log, first_id, last_id, number
from deployment.backup.repair import begun_anew, living, repaired


def row(last: int, kept_from: int = 1, **more: Any) -> dict[str, Any]:
    return {"conversation_id": {"S": "c"}, "last_id": {"N": str(last)}, "kept_from": {"N": str(kept_from)}, **more}


def message(id: int, **more: Any) -> dict[str, Any]:
    return {"conversation_id": {"S": "c"}, "id": {"N": str(id)}, **more}


def log(last: int, ids: list[int], kept_from: int = 1) -> Log:
    return Log(row(last, kept_from), [message(id) for id in ids])


def shape(log: Log) -> tuple[int, list[int], int]:
    return first_id(log.row), [number(each, "id") for each in log.messages], last_id(log.row)


def test_a_whole_log_is_left_as_it_is() -> None:
    for whole in (log(3, [1, 2, 3]), log(5, [4, 5], kept_from=4), log(3, [], kept_from=4)):
        assert repaired(whole) == whole


def test_a_log_begins_after_its_last_hole() -> None:
    assert shape(repaired(log(6, [1, 3, 5, 6]))) == (5, [5, 6], 6)


def test_a_log_without_its_end_gives_no_number_twice() -> None:
    assert shape(repaired(log(6, [1, 2, 3]))) == (7, [], 6)


def test_what_was_written_after_the_row_was_read_is_left_out() -> None:
    assert shape(repaired(log(2, [1, 2, 3, 5]))) == (1, [1, 2], 2)


def test_what_stretches_say_is_gone_is_gone_without_repair() -> None:
    past = str(int(time.time() * 1000) - 1000)
    stretches = {"stretches": {"L": [{"N": "2"}, {"N": past}, {"N": past}]}}
    fading = Log(row(4, **stretches), [message(3), message(4)])
    assert first_id(fading.row) == 3
    assert repaired(fading) == fading


@given(last=st.integers(1, 12), kept_from=st.integers(1, 13), ids=st.sets(st.integers(1, 15)))
def test_whatever_is_missing_the_laws_hold(last: int, kept_from: int, ids: set[int]) -> None:
    kept_from = min(kept_from, last + 1)
    before = log(last, sorted(ids), kept_from)
    first, kept, end = shape(repaired(before))
    assert end == last
    assert kept == list(range(first, last + 1))
    assert first >= kept_from
    # Nothing is given up that could be kept.
    assert first == kept_from or first - 1 not in ids
    assert repaired(repaired(before)) == repaired(before)


def test_what_has_expired_is_not_put_back() -> None:
    past, future = {"expires_at": {"N": "100"}}, {"expires_at": {"N": "300"}}
    fading = Log(row(2, **future), [message(1, **past), message(2, **future)])
    assert living(fading, 200) == Log(fading.row, [message(2, **future)])
    assert living(Log(row(2, **past), []), 200) is None
    assert living(log(1, [1]), 200) == log(1, [1])


def test_a_restored_log_is_another_one_for_pages() -> None:
    assert begun_anew({**row(1), "created_at": {"N": "1700000000000"}}, 7)["created_at"] == {"N": "1700000000007"}
