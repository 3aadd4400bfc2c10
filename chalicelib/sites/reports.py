"""A site's report: what is counted in a period, by hour, by person and by tag."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.reports import (
    CLOSED_WAITING,
    DAY_MS,
    FIRST_RESPONSE,
    HOUR_MS,
    SITE,
    WAITED,
    times_in,
)
from chalicelib.storage import admins, reports, sites, team

MISSED_AFTER_MS = DAY_MS  # a visitor whom nobody has answered for so long


@dataclass(slots=True)
class Counted:
    """Counts by metric, as `model.reports` names them, and the visitors whom nobody has answered."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: int = 0

    def add(self, other: "Counted") -> None:
        self.counts.update(other.counts)
        self.missed += other.missed


@dataclass(slots=True)
class Person:
    """`name`: None if the admin has left the team."""

    id: str
    name: str | None
    counted: Counted


@dataclass(slots=True)
class Report:
    """`by_hour`: only hours in which something happened, by when they begin. `within_hours`: whether times outside the
    opening hours are left out now."""

    start: int
    hours: int
    within_hours: bool
    total: Counted
    by_hour: dict[int, Counted]
    people: list[Person]
    tags: dict[str, Counted]


def read(caller: AdminCaller, start: int, hours: int) -> Report:
    """Reads the report of so many hours from `start` (epoch milliseconds), which is rounded down to an hour.

    An agent receives the site's figures and their own, an owner those of everybody.
    """
    start -= start % HOUR_MS
    by_hour: dict[int, Counted] = defaultdict(Counted)
    people: dict[str, Counted] = defaultdict(Counted)
    tags: dict[str, Counted] = defaultdict(Counted)
    for each in reports.hours(caller.site_id, start, start + hours * HOUR_MS):
        kind, _, id = each.subject.partition("#")
        if kind == "t":
            tags[id].counts.update(each.counts)
            continue
        by_hour[each.hour].counts.update(each.counts)
        if each.subject != SITE:
            people[id].counts.update(each.counts)
    total, now = Counted(), now_ms()
    for hour, counted in by_hour.items():
        counted.missed = missed(hour, counted.counts, now)
        total.add(counted)
    site = sites.recent(caller.site_id)
    return Report(
        start=start,
        hours=hours,
        within_hours=site is not None and site.hours is not None,
        total=total,
        by_hour=dict(sorted(by_hour.items())),
        people=named(caller, people),
        tags=dict(sorted(tags.items())),
    )


def missed(hour: int, counts: Counter[str], now: int) -> int:
    """Those who began to wait in this hour and have no answer. Until a day later, only those whose case was closed."""
    if now < hour + HOUR_MS + MISSED_AFTER_MS:
        return counts[CLOSED_WAITING]
    return counts[WAITED] - sum(times_in(counts, FIRST_RESPONSE).values())


def named(caller: AdminCaller, people: dict[str, Counted]) -> list[Person]:
    """In the order of their names, former admins last."""
    seen = {id for id in people if id and (caller.account_role == "owner" or id == caller.admin_id)}
    if not seen:
        return []
    names = {
        admin.id: admin.name
        for admin in admins.of_team(caller.site_id, team.emails(caller.site_id))
        if admin.id in seen
    }
    found = [Person(id, names.get(id), people[id]) for id in seen]
    return sorted(found, key=lambda person: (person.name is None, (person.name or "").casefold(), person.id))
