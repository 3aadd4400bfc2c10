"""The settings of a site that its pages receive before anybody has written."""

import datetime

from typing_extensions import NotRequired, TypedDict

from chalicelib.model import OpeningHours, OpenTime, Outside, Site, now_ms

VERSION = 1  # of the file; pages with an older script ignore a later one

HALF_DAY_MS = 12 * 3600 * 1000  # no time zone is further behind UTC


class PageTime(TypedDict):
    opens: str
    closes: str


class PageWeek(TypedDict):
    monday: list[PageTime]
    tuesday: list[PageTime]
    wednesday: list[PageTime]
    thursday: list[PageTime]
    friday: list[PageTime]
    saturday: list[PageTime]
    sunday: list[PageTime]


class PageHoliday(TypedDict):
    date: str
    yearly: bool
    times: list[PageTime]


class PageHours(TypedDict):
    zone: str
    week: PageWeek
    holidays: list[PageHoliday]
    outside: Outside


class PageFile(TypedDict):
    """The file that every page reads before it shows the launcher: see page_files.py.

    `launch`: whether the page also loads widget/launch.js, which hides the launcher at times.
    """

    version: int
    name: str
    launch: NotRequired[bool]
    hours: NotRequired[PageHours]


def page_file(site: Site) -> PageFile:
    """What is as usual is missing: most sites' files are small."""
    file: PageFile = {"version": VERSION, "name": site.name}
    if site.hours:
        file["hours"] = page_hours(site.hours)
        if site.hours.outside == "hide":
            file["launch"] = True
    return file


def times(values: tuple[OpenTime, ...]) -> list[PageTime]:
    return [{"opens": each.opens, "closes": each.closes} for each in values]


def week(hours: OpeningHours) -> PageWeek:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(times, hours.week)
    return {
        "monday": monday,
        "tuesday": tuesday,
        "wednesday": wednesday,
        "thursday": thursday,
        "friday": friday,
        "saturday": saturday,
        "sunday": sunday,
    }


def page_hours(hours: OpeningHours) -> PageHours:
    """Without the names of holidays, and without those that are over everywhere. Yesterday's times may still go on."""
    now = datetime.datetime.fromtimestamp((now_ms() - HALF_DAY_MS) / 1000, datetime.timezone.utc)
    yesterday = (now - datetime.timedelta(days=1)).date().isoformat()
    return {
        "zone": hours.zone,
        "week": week(hours),
        "holidays": [
            {"date": each.date, "yearly": each.yearly, "times": times(each.times)}
            for each in hours.holidays
            if each.yearly or each.date >= yesterday
        ],
        "outside": hours.outside,
    }
