"""How much of a time lies within the opening hours, against a count of minutes."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.model.open_time import open_ms
from chalicelib.model.opening_hours import DAYS, Holiday, OpeningHours, OpenTime
from tests.opening_hours import EXAMPLES, MINUTE_MS, is_open

HOUR_MS = 3_600_000
BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = (OpenTime("09:00", "17:00"),)
WEEK = OpeningHours("Europe/Berlin", week=(*[NINE_TO_FIVE] * 5, (), ()))
COUNTED_MINUTES = 2 * 24 * 60


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp() * 1000)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 12:30", 2.5),
        ("2026-11-23 22:00", "2026-11-24 09:45", 0.75),  # a question of the night
        ("2026-11-23 22:00", "2026-11-23 23:00", 0),
        ("2026-11-27 16:00", "2026-11-30 10:00", 2),  # over the weekend
        ("2026-11-23 08:00", "2026-11-30 08:00", 40),
        ("2026-10-23 16:00", "2026-10-26 10:00", 2),  # the clocks go back in between
    ],
)
def test_time_outside_the_hours_does_not_count(start: str, end: str, hours: float) -> None:
    assert open_ms(WEEK, at(start), at(end)) == hours * HOUR_MS


def test_a_time_over_midnight_counts_on_both_days_and_a_holiday_replaces_its_day() -> None:
    night = OpeningHours("Europe/Berlin", week=((OpenTime("22:00", "02:00"),),) * 7)
    assert open_ms(night, at("2026-11-23 23:00"), at("2026-11-24 23:00")) == 4 * HOUR_MS
    closed = OpeningHours("Europe/Berlin", WEEK.week, (Holiday("2026-12-25", yearly=True, name="", times=()),))
    assert open_ms(closed, at("2026-12-24 16:00"), at("2026-12-25 18:00")) == HOUR_MS
    late = Holiday("2026-12-25", yearly=False, name="", times=(OpenTime("16:00", "18:00"),))
    exception = OpeningHours("Europe/Berlin", WEEK.week, (*closed.holidays, late))
    assert open_ms(exception, at("2026-12-24 16:00"), at("2026-12-25 18:00")) == 3 * HOUR_MS


def test_times_that_overlap_count_once() -> None:
    night = OpeningHours(
        "Europe/Berlin",
        ((OpenTime("20:00", "04:00"),),) * 7,
        (Holiday("2026-11-24", yearly=False, name="", times=(OpenTime("02:00", "06:00"),)),),
    )
    assert open_ms(night, at("2026-11-24 00:00"), at("2026-11-24 12:00")) == 6 * HOUR_MS


@pytest.mark.parametrize("example", json.loads(EXAMPLES.read_text(encoding="utf-8"))[::2])
def test_it_is_the_number_of_the_minutes_in_which_a_page_says_open(example: dict[str, Any]) -> None:
    start = example["now"] // MINUTE_MS
    zone = ZoneInfo(example["hours"]["zone"])
    counted = sum(is_open(example["hours"], zone, start + minute) for minute in range(COUNTED_MINUTES))
    hours = hours_of(example["hours"])
    assert open_ms(hours, start * MINUTE_MS, (start + COUNTED_MINUTES) * MINUTE_MS) == counted * MINUTE_MS


def hours_of(fields: dict[str, Any]) -> OpeningHours:
    """Not through the schema: some examples overlap over midnight, which it refuses."""

    def times(given: list[dict[str, str]]) -> tuple[OpenTime, ...]:
        return tuple(OpenTime(each["opens"], each["closes"]) for each in given)

    week = tuple(times(fields["week"][day]) for day in DAYS)
    holidays = tuple(Holiday(each["date"], each["yearly"], "", times(each["times"])) for each in fields["holidays"])
    return OpeningHours(fields["zone"], week, holidays)
