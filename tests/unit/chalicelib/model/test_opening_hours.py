"""Times of a day and of a week, and whether they overlap."""

import pytest

from chalicelib.model.opening_hours import OpenTime, overlap

WEEK = 7 * 24 * 60


@pytest.mark.parametrize(
    ("opens", "closes", "minutes"),
    [
        ("09:00", "17:30", (540, 1050)),
        ("18:00", "02:00", (1080, 1560)),
        ("09:00", "00:00", (540, 1440)),
        ("00:00", "00:00", (0, 1440)),
        ("09:00", "09:00", (540, 1980)),
    ],
)
def test_a_time_that_closes_no_later_than_it_opens_ends_on_the_next_day(
    opens: str, closes: str, minutes: tuple[int, int]
) -> None:
    assert OpenTime(opens, closes).minutes() == minutes


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], False),
        ([(540, 720)], False),
        ([(720, 1020), (540, 720)], False),
        ([(720, 1020), (540, 721)], True),
        ([(540, 1020), (600, 660)], True),
    ],
)
def test_times_overlap_if_one_begins_before_another_ends(times: list[tuple[int, int]], expected: bool) -> None:
    assert overlap(times) is expected


def test_the_last_time_of_a_week_may_overlap_the_first_of_the_next() -> None:
    monday, sunday_night = (60, 120), (WEEK - 120, WEEK + 60)
    assert not overlap([monday, sunday_night], WEEK)
    assert overlap([monday, (WEEK - 120, WEEK + 61)], WEEK)
    assert not overlap([monday, (WEEK - 120, WEEK + 61)])
    assert not overlap([(0, WEEK)], WEEK)
