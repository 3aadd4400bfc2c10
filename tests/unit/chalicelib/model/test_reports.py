"""Histograms: how far a percentile is from the exact one, and that histograms can be added."""

import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model.reports import KEPT_MS, TIME_ERROR, bucket, middle, percentile, times_in

CASES = json.loads((Path(__file__).parents[3] / "wire" / "percentiles.json").read_text(encoding="utf-8"))
TIMES = st.integers(1000, KEPT_MS)
ROUNDING = 1  # `middle` is a whole number of milliseconds


def exact(times: list[int], part: float) -> int:
    return sorted(times)[math.ceil(part * len(times)) - 1]


@given(TIMES)
def test_what_stands_for_a_bucket_is_within_the_error_of_each_time_in_it(ms: int) -> None:
    assert abs(middle(bucket(ms)) - ms) <= ms * TIME_ERROR + ROUNDING


@given(st.lists(TIMES, min_size=1, max_size=60), st.sampled_from([0.5, 0.9, 1.0]))
def test_a_percentile_is_within_the_error_of_the_exact_one(times: list[int], part: float) -> None:
    found = percentile(Counter(map(bucket, times)), part)
    assert found is not None
    assert abs(found - exact(times, part)) <= exact(times, part) * TIME_ERROR + ROUNDING


def test_the_error_is_not_smaller_than_stated_for_no_reason() -> None:
    """A wider bucket would miss the stated error: the widest error in use is close to it."""
    choice = random.Random(1)
    times = [choice.randrange(1000, 10_000_000) for _ in range(5000)]
    assert max(abs(middle(bucket(ms)) - ms) / ms for ms in times) > TIME_ERROR * 0.98


@given(st.lists(TIMES, max_size=40), st.lists(TIMES, min_size=1, max_size=40))
def test_the_sum_of_two_histograms_is_that_of_all_times(some: list[int], others: list[int]) -> None:
    added = Counter(map(bucket, some)) + Counter(map(bucket, others))
    assert percentile(added, 0.9) == percentile(Counter(map(bucket, some + others)), 0.9)


def test_up_to_a_second_is_one_bucket_and_counts_as_a_second() -> None:
    assert [bucket(ms) for ms in (0, 1, 1000)] == [0, 0, 0]
    assert bucket(1001) == 1
    assert middle(0) == pytest.approx(950, abs=1)


def test_nothing_has_no_percentile_nor_have_counts_that_cancel_each_other_out() -> None:
    assert percentile(Counter(), 0.5) is None
    assert times_in(Counter({"f3": 0, "r3": 1, "m": 4}), "f") == Counter()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_is_what_the_page_computes(case: dict[str, Any]) -> None:
    """tests/client/admin_static/reports/percentiles.test.js has the same cases."""
    counted = Counter(dict(case["histogram"]))
    assert [percentile(counted, 0.5), percentile(counted, 0.9)] == [case["median"], case["p90"]]
