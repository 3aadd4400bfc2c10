"""Opening hours computed in the slowest and plainest way, minute by minute, as an oracle for the pages' computation.

`python -m tests.opening_hours` writes new examples to tests/wire/opening_hours.json, most of them around a change of
clocks in the past, whose rules no release of the time zone database changes.
"""

import datetime
import json
import random
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.model.opening_hours import DAYS, OpenTime, overlap

EXAMPLES = Path(__file__).parent / "wire" / "opening_hours.json"
SEARCHED_MINUTES = 4 * 24 * 60
MINUTE_MS = 60_000
UTC = datetime.timezone.utc
# Changes of half an hour, of two hours, at midnight, and of a whole day are among them.
ZONES = {
    "Europe/Berlin": 2025,
    "America/New_York": 2024,
    "America/St_Johns": 2024,
    "America/Sao_Paulo": 2018,
    "America/Santiago": 2024,
    "Africa/Casablanca": 2024,
    "Africa/Cairo": 2024,
    "Antarctica/Troll": 2024,
    "Asia/Beirut": 2024,
    "Asia/Kathmandu": 2024,
    "Asia/Tehran": 2021,
    "Australia/Lord_Howe": 2024,
    "Pacific/Apia": 2011,
    "Pacific/Chatham": 2024,
}


def expected(hours: dict[str, Any], now_ms: int) -> tuple[bool, int | None]:
    """Whether it is open, and the time at which that changes; None: not within four days."""
    start = now_ms // MINUTE_MS
    zone = ZoneInfo(hours["zone"])
    open_now = is_open(hours, zone, start)
    later = range(start + 1, start + SEARCHED_MINUTES + 1)
    change = next((at for at in later if is_open(hours, zone, at) is not open_now), None)
    return open_now, change * MINUTE_MS if change else None


def is_open(hours: dict[str, Any], zone: ZoneInfo, minute: int) -> bool:
    local = datetime.datetime.fromtimestamp(minute * 60, zone)
    clock = f"{local.hour:02}:{local.minute:02}"
    yesterday = local.date() - datetime.timedelta(days=1)
    return any(
        each["opens"] <= clock and (clock < each["closes"] or each["closes"] <= each["opens"])
        for each in times_of(hours, local.date())
    ) or any(clock < each["closes"] <= each["opens"] for each in times_of(hours, yesterday))


def times_of(hours: dict[str, Any], date: datetime.date) -> list[dict[str, str]]:
    yearly = None
    for holiday in hours["holidays"]:
        if holiday["date"] == date.isoformat():
            return list(holiday["times"])
        if holiday["yearly"] and holiday["date"][5:] == f"{date:%m-%d}":
            yearly = holiday["times"]
    return hours["week"][DAYS[date.weekday()]] if yearly is None else yearly


def clock_changes(zone: str, year: int) -> list[int]:
    """The UTC hours of a year in which the zone's offset changes, in milliseconds."""
    info, hour = ZoneInfo(zone), datetime.timedelta(hours=1)
    at, found = datetime.datetime(year, 1, 1, tzinfo=UTC), []
    while at.year == year:
        if at.astimezone(info).utcoffset() != (at + hour).astimezone(info).utcoffset():
            found.append(int(at.timestamp() * 1000))
        at += hour
    return found


def some_times(choice: random.Random) -> list[dict[str, str]]:
    times: list[OpenTime] = []
    for _ in range(choice.choice([0, 2, 3, 4])):
        # More often in the night, when clocks change.
        start, length = choice.choice([choice.randrange(0, 16), choice.randrange(96)]), choice.choice([1, 2, 6, 30, 60])
        time = OpenTime(clock_of(start), clock_of(start + length))
        if not overlap([each.minutes() for each in [*times, time]]):
            times.append(time)
    return [{"opens": each.opens, "closes": each.closes} for each in times]


def clock_of(quarter: int) -> str:
    return f"{quarter // 4 % 24:02}:{quarter % 4 * 15:02}"


def example(choice: random.Random) -> dict[str, Any]:
    zone, year = choice.choice(list(ZONES.items()))
    new_year = int(datetime.datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000)
    around = choice.choice([*(clock_changes(zone, year) * 3), new_year + choice.randrange(365) * 24 * 3600 * 1000])
    now = around + choice.randrange(-36 * 60, 12 * 60) * MINUTE_MS + choice.randrange(MINUTE_MS)
    date = datetime.datetime.fromtimestamp(now / 1000, UTC).date() + datetime.timedelta(days=choice.randrange(-1, 3))
    holiday = {"date": date.isoformat(), "yearly": choice.random() < 0.5, "times": some_times(choice)}
    hours = {
        "zone": zone,
        "week": {day: some_times(choice) for day in DAYS},
        "holidays": [holiday] if choice.random() < 0.4 else [],
        "outside": "message",
    }
    open_now, until = expected(hours, now)
    return {"hours": hours, "now": now, "open": open_now, "until": until}


if __name__ == "__main__":
    seeded = random.Random(12)
    made = [example(seeded) for _ in range(140)]
    EXAMPLES.write_text("[\n" + ",\n".join(json.dumps(each) for each in made) + "\n]\n", encoding="utf-8")
