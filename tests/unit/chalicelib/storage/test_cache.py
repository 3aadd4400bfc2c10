import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.storage.cache import RecentCache


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of the clock. Set `now[0]`."""
    seconds = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    return seconds


def test_a_value_is_kept_for_its_time(now: list[float]) -> None:
    known: RecentCache[str, int] = RecentCache(lambda: 60, 10)
    known.put("a", 1)
    known.put("b", 2, read_at=50.0)
    now[0] = 109.9
    assert (known.get("a"), known.get("b")) == (1, 2)
    now[0] = 110.1
    assert (known.get("a"), known.get("b"), known.get("c")) == (1, None, None)


def test_a_caller_may_want_a_value_that_is_newer(now: list[float]) -> None:
    known: RecentCache[str, int] = RecentCache(lambda: 60, 10)
    known.put("a", 1)
    now[0] = 105.0
    assert (known.get("a", 5.1), known.get("a", 5.0), known.get("a", 600.0)) == (1, None, 1)
    now[0] = 160.0
    assert known.get("a", 600.0) is None


def test_old_values_do_not_stay_in_memory(now: list[float]) -> None:
    known: RecentCache[str, int] = RecentCache(lambda: 60, 10)
    known.put("a", 1)
    now[0] = 130.0
    known.put("b", 2)
    now[0] = 160.1
    known.put("c", 3)
    assert list(known.entries) == ["b", "c"]


def test_a_missing_value_is_dropped_and_takes_no_room() -> None:
    known: RecentCache[str, int] = RecentCache(lambda: 60, 10)
    known.put("a", 1)
    known.put("a", None)
    known.put("b", None)
    assert (known.get("a"), len(known.entries)) == (None, 0)


def test_a_full_cache_drops_the_value_stored_first() -> None:
    known: RecentCache[int, int] = RecentCache(lambda: 60, 3)
    for number in range(3):
        known.put(number, number)
    known.put(0, 10)
    known.put(3, 3)
    assert [known.get(number) for number in range(4)] == [10, None, 2, 3]


def test_threads_may_share_it() -> None:
    known: RecentCache[int, int] = RecentCache(lambda: 60, 50)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: (known.put(number % 90, number), known.get(number % 70)), range(5000)))
    assert len(known.entries) == 50
