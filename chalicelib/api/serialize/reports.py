"""The body of a report."""

from collections import Counter

from chalicelib.api.answers.reports import (
    Histogram,
    ReportCounts,
    ReportFields,
    ReportHour,
    ReportPart,
    ReportTimes,
)
from chalicelib.model import reports as metrics
from chalicelib.model.reports import FIRST_RESPONSE, RATINGS, RESOLUTION, percentile, times_in
from chalicelib.sites.reports import Counted, Report


def report(report: Report) -> ReportFields:
    return {
        "start": report.start,
        "hours": report.hours,
        "within_hours": report.within_hours,
        "total": {
            **counts(report.total),
            "first_response": times(report.total.counts, FIRST_RESPONSE),
            "resolution": times(report.total.counts, RESOLUTION),
        },
        "by_hour": [hour(begins, counted) for begins, counted in report.by_hour.items()],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "team_messages": person.counted.counts[metrics.TEAM_MESSAGES],
                **part(person.counted),
            }
            for person in report.people
        ],
        "tags": [{"tag": tag, **part(counted)} for tag, counted in report.tags.items()],
    }


def hour(begins: int, counted: Counted) -> ReportHour:
    return {
        "hour": begins,
        **counts(counted),
        "first_response": histogram(counted.counts, FIRST_RESPONSE),
        "resolution": histogram(counted.counts, RESOLUTION),
    }


def counts(counted: Counted) -> ReportCounts:
    found = counted.counts
    return {
        "begun": found[metrics.BEGUN],
        "reopened": found[metrics.REOPENED],
        "visitor_messages": found[metrics.VISITOR_MESSAGES],
        "team_messages": found[metrics.TEAM_MESSAGES],
        "bot_messages": found[metrics.BOT_MESSAGES],
        "bot_answers": found[metrics.BOT_ANSWERS],
        "waited": found[metrics.WAITED],
        "missed": counted.missed,
        "closed": found[metrics.CLOSED],
        "ratings": ratings(found),
    }


def part(counted: Counted) -> ReportPart:
    return {
        "closed": counted.counts[metrics.CLOSED],
        "ratings": ratings(counted.counts),
        "first_response": times(counted.counts, FIRST_RESPONSE),
        "resolution": times(counted.counts, RESOLUTION),
    }


def ratings(counts: Counter[str]) -> list[int]:
    return [counts[rating] for rating in RATINGS]


def times(counts: Counter[str], kind: str) -> ReportTimes:
    found = times_in(counts, kind)
    return {"counted": sum(found.values()), "median": percentile(found, 0.5), "p90": percentile(found, 0.9)}


def histogram(counts: Counter[str], kind: str) -> Histogram:
    return sorted(times_in(counts, kind).items())
