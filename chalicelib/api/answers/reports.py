"""A site's report."""

from typing import TypeAlias

from typing_extensions import TypedDict

from chalicelib.events.shapes import Time

Histogram: TypeAlias = list[tuple[int, int]]  # the number of a bucket, and how many times are in it


class ReportCounts(TypedDict):
    """`waited`: visitors who waited for a person, by when they began to. `missed`: those of them whom nobody has
    answered for a day, or whose conversation was closed without an answer. `ratings`: how many, from 1 to 5."""

    begun: int
    reopened: int
    visitor_messages: int
    team_messages: int
    bot_messages: int
    bot_answers: int
    waited: int
    missed: int
    closed: int
    ratings: list[int]


class ReportHour(ReportCounts):
    """`hour`: when it begins. First responses are counted in the hour in which the visitor began to wait."""

    hour: Time
    first_response: Histogram
    resolution: Histogram


class ReportTimes(TypedDict):
    """In milliseconds, within 5 %; null if nothing is counted."""

    counted: int
    median: int | None
    p90: int | None


class ReportTotal(ReportCounts):
    first_response: ReportTimes
    resolution: ReportTimes


class ReportPart(TypedDict):
    closed: int
    ratings: list[int]
    first_response: ReportTimes
    resolution: ReportTimes


class ReportPerson(ReportPart):
    """`name`: null for an admin who has left the team."""

    id: str
    name: str | None
    team_messages: int


class ReportTag(ReportPart):
    tag: str


class ReportFields(TypedDict):
    """`within_hours`: time outside the site's opening hours is not counted as waiting."""

    start: Time
    hours: int
    within_hours: bool
    total: ReportTotal
    by_hour: list[ReportHour]
    people: list[ReportPerson]
    tags: list[ReportTag]
