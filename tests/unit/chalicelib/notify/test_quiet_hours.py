"""When an admin's quiet hours end, over midnight and on the days on which the clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.model.accounts import AlertPreferences
from chalicelib.notify import quiet_hours

BERLIN = "Europe/Berlin"  # the clocks change on 29 March and on 25 October 2026
NIGHT = AlertPreferences(quiet_from="22:00", quiet_until="07:00", quiet_zone=BERLIN)


def ms(text: str, zone: str = BERLIN) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def during(first: str, last: str, zone: str = BERLIN) -> AlertPreferences:
    return AlertPreferences(quiet_from=first, quiet_until=last, quiet_zone=zone)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-07-01T21:59:59", None),
        ("2026-07-01T22:00:00", "2026-07-02T07:00:00"),
        ("2026-07-01T23:59:59", "2026-07-02T07:00:00"),
        ("2026-07-02T00:00:00", "2026-07-02T07:00:00"),
        ("2026-07-02T06:59:59", "2026-07-02T07:00:00"),
        ("2026-07-02T07:00:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(now: str, end: str | None) -> None:
    assert quiet_hours.end(NIGHT, ms(now)) == (ms(end) if end else None)


def test_quiet_hours_may_lie_within_a_day() -> None:
    noon = during("12:00", "13:30")
    assert quiet_hours.end(noon, ms("2026-07-01T12:15:00")) == ms("2026-07-01T13:30:00")
    assert quiet_hours.end(noon, ms("2026-07-01T11:59:00")) is None
    assert quiet_hours.end(noon, ms("2026-07-01T13:30:00")) is None


def test_an_admin_without_quiet_hours_has_none() -> None:
    assert quiet_hours.end(AlertPreferences(), ms("2026-07-02T03:00:00")) is None


def test_they_are_in_the_zone_of_the_admin() -> None:
    in_tokyo = during("22:00", "07:00", "Asia/Tokyo")
    assert quiet_hours.end(in_tokyo, ms("2026-07-01T15:00:00", BERLIN)) == ms("2026-07-02T07:00:00", "Asia/Tokyo")
    assert quiet_hours.end(in_tokyo, ms("2026-07-02T03:00:00", BERLIN)) is None


@pytest.mark.parametrize(
    ("evening", "morning", "hours"),
    [
        ("2026-03-28T22:00:00", "2026-03-29T07:00:00", 8),  # the clocks go forward at 2:00
        ("2026-10-24T22:00:00", "2026-10-25T07:00:00", 10),  # back at 3:00
        ("2026-10-25T22:00:00", "2026-10-26T07:00:00", 9),
    ],
)
def test_a_night_in_which_the_clocks_change_ends_at_the_same_local_time(evening: str, morning: str, hours: int) -> None:
    assert quiet_hours.end(NIGHT, ms(evening)) == ms(evening) + hours * 3_600_000 == ms(morning)


def test_a_time_that_the_clocks_skip_ends_the_quiet_hours_when_the_clocks_have_moved() -> None:
    skipped = during("22:00", "02:30")
    end = quiet_hours.end(skipped, ms("2026-03-29T01:00:00"))
    assert end == ms("2026-03-29T03:30:00")
    assert quiet_hours.end(skipped, end) is None


def test_a_time_that_the_clocks_repeat_ends_the_quiet_hours_once() -> None:
    repeated = during("22:00", "02:30")
    first = ms("2026-10-25T02:30:00")
    assert quiet_hours.end(repeated, ms("2026-10-25T01:00:00")) == first
    for minutes in (0, 45, 60, 90):  # 2:30 comes a second time after an hour
        assert quiet_hours.end(repeated, first + minutes * 60_000) is None


def test_quiet_hours_that_begin_at_a_repeated_time_begin_with_the_first_one() -> None:
    repeated = during("02:15", "04:00")
    begins = ms("2026-10-25T02:15:00")
    assert quiet_hours.end(repeated, begins - 1) is None
    assert quiet_hours.end(repeated, begins) == ms("2026-10-25T04:00:00") == begins + 165 * 60_000
