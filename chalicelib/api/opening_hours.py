"""Opening hours as an owner sends them, with their rules."""

import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.api import fields
from chalicelib.model.opening_hours import DAY_MINUTES, DAYS, Holiday, OpeningHours, OpenTime, Outside, overlap

MOST_TIMES = 5  # in a day
MOST_HOLIDAYS = 60
RULES: dict[str, Any] = {"x-codes": ["hours_invalid", "hours_overlap", "hours_holiday_twice", "hours_zone_unknown"]}
WEEK_MINUTES = 7 * DAY_MINUTES
NOT_FOR_PAGES = {"Factory", "localtime"}  # names in the time zone database that browsers do not know


def known_zone(value: str) -> str:
    import zoneinfo  # most processes never need it

    if value not in zoneinfo.available_timezones() - NOT_FOR_PAGES:
        raise PydanticCustomError("hours_zone_unknown", "This time zone is not in the IANA time zone database.")
    return value


def real_date(value: str) -> str:
    datetime.date.fromisoformat(value)  # its ValueError says what is wrong
    return value


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


Time = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Date = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(real_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Zone = Annotated[str, Field(max_length=64, json_schema_extra={"format": "time-zone"}), AfterValidator(known_zone)]
HolidayName = Annotated[str, Field(max_length=40, json_schema_extra=fields.IN_LINE), AfterValidator(fields.one_line)]


class GivenTime(Part):
    opens: Time
    closes: Time

    def value(self) -> OpenTime:
        return OpenTime(self.opens, self.closes)


def apart(times: list[GivenTime]) -> list[GivenTime]:
    if overlap([each.value().minutes() for each in times]):
        raise PydanticCustomError("hours_overlap", "Two times of a day overlap.")
    return times


Times = Annotated[list[GivenTime], Field(max_length=MOST_TIMES), AfterValidator(apart)]


class GivenWeek(Part):
    monday: Times = []
    tuesday: Times = []
    wednesday: Times = []
    thursday: Times = []
    friday: Times = []
    saturday: Times = []
    sunday: Times = []

    def value(self) -> tuple[tuple[OpenTime, ...], ...]:
        return tuple(tuple(each.value() for each in getattr(self, day)) for day in DAYS)


def week_apart(week: GivenWeek) -> GivenWeek:
    """Times over midnight may overlap those of the next day."""
    times = [
        (index * DAY_MINUTES + start, index * DAY_MINUTES + end)
        for index, day in enumerate(week.value())
        for start, end in (each.minutes() for each in day)
    ]
    if overlap(times, WEEK_MINUTES):
        raise PydanticCustomError("hours_overlap", "A time over midnight overlaps one of the next day.")
    return week


class GivenHoliday(Part):
    date: Date
    yearly: bool = False
    name: HolidayName = ""
    times: Times = []

    def value(self) -> Holiday:
        return Holiday(self.date, self.yearly, self.name, tuple(each.value() for each in self.times))


def on_different_days(holidays: list[GivenHoliday]) -> list[GivenHoliday]:
    """A date may be in the list beside the same day of every year, which it then replaces in its year."""
    days = {(each.yearly, each.date[5:] if each.yearly else each.date) for each in holidays}
    if len(days) < len(holidays):
        raise PydanticCustomError("hours_holiday_twice", "Two holidays are on the same day.")
    return holidays


class GivenHours(Part):
    zone: Zone
    week: Annotated[GivenWeek, AfterValidator(week_apart)]
    holidays: Annotated[list[GivenHoliday], Field(max_length=MOST_HOLIDAYS), AfterValidator(on_different_days)] = []
    outside: Outside = "message"

    def value(self) -> OpeningHours:
        holidays = sorted((each.value() for each in self.holidays), key=lambda holiday: holiday.date)
        return OpeningHours(self.zone, self.week.value(), tuple(holidays), self.outside)
