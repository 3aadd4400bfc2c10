"""How much of a stretch of time lies within a site's opening hours."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from chalicelib.model.opening_hours import OpeningHours, OpenTime

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
Span = tuple[datetime.datetime, datetime.datetime]  # without a zone: of the clock in the site's zone


def open_ms(hours: OpeningHours, start_ms: int, end_ms: int) -> int:
    """Returns the milliseconds from `start_ms` to `end_ms` (epoch) in which the site was open.

    What counts is the clock in the site's zone, as on pages: an hour that it shows twice counts twice, or not at all.
    """
    start, end = (datetime.datetime.fromtimestamp(ms / 1000, UTC) for ms in (start_ms, end_ms))
    found = [span for stretch in on_clock(ZoneInfo(hours.zone), start, end) for span in opened(hours, *stretch)]
    return sum(round((closes - opens).total_seconds() * 1000) for opens, closes in found)


def on_clock(zone: ZoneInfo, start: datetime.datetime, end: datetime.datetime) -> Iterator[Span]:
    """The same stretch as the clock shows it, in pieces within which nobody changes the clock."""
    while start < end:
        until = min(start + DAY, end)
        if offset(zone, until) != offset(zone, start):
            until = clock_change(zone, start, until)
        yield wall(zone, start), wall(zone, start) + (until - start)
        start = until


def clock_change(zone: ZoneInfo, start: datetime.datetime, end: datetime.datetime) -> datetime.datetime:
    """The minute, between the two times, from which on the clock has the offset of `end`."""
    before, after = start, end
    while after - before > datetime.timedelta(milliseconds=1):
        middle = before + (after - before) / 2
        if offset(zone, middle) == offset(zone, end):
            after = middle
        else:
            before = middle
    return after.replace(second=0, microsecond=0)


def opened(hours: OpeningHours, start: datetime.datetime, end: datetime.datetime) -> list[Span]:
    found: list[Span] = []
    day = start.date() - DAY  # a time over midnight begins on the day before
    while day <= end.date():
        midnight = datetime.datetime.combine(day, datetime.time())
        for time in times_on(hours, day):
            opens, closes = (midnight + datetime.timedelta(minutes=minutes) for minutes in time.minutes())
            if max(opens, start) < min(closes, end):
                found.append((max(opens, start), min(closes, end)))
        day += DAY
    return apart(found)


def times_on(hours: OpeningHours, day: datetime.date) -> tuple[OpenTime, ...]:
    """The times that begin on a day. A holiday of that date precedes one of every year."""
    date = day.isoformat()
    of_year = next((each for each in hours.holidays if each.yearly and each.date[5:] == date[5:]), None)
    holiday = next((each for each in hours.holidays if not each.yearly and each.date == date), of_year)
    return holiday.times if holiday else hours.week[day.weekday()]


def apart(spans: list[Span]) -> list[Span]:
    """The same time without overlaps: a time of a holiday may overlap one over midnight."""
    merged: list[Span] = []
    for opens, closes in sorted(spans):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def offset(zone: ZoneInfo, at: datetime.datetime) -> datetime.timedelta:
    return at.astimezone(zone).utcoffset() or datetime.timedelta()


def wall(zone: ZoneInfo, at: datetime.datetime) -> datetime.datetime:
    return at.astimezone(zone).replace(tzinfo=None)
