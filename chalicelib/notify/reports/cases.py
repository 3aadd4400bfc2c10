"""What an entry of a log adds to the reports, and how it moves the conversation's case on. No store and no clock.

docs/adr/0010-reports.md has the table of what is counted in which hour, and for whom.
"""

import dataclasses
from collections.abc import Callable, Iterator

from chalicelib.model import Message
from chalicelib.model.reports import (
    BEGUN,
    BOT_ANSWERS,
    BOT_MESSAGES,
    CLOSED,
    CLOSED_WAITING,
    FIRST_RESPONSE,
    RATINGS,
    REOPENED,
    RESOLUTION,
    SITE,
    TEAM_MESSAGES,
    VISITOR_MESSAGES,
    WAITED,
    Case,
    Count,
    bucket,
    of_person,
    of_tag,
)

Between = Callable[[int, int], int]  # how long a visitor waited from one time to another, in milliseconds
Tags = Callable[[], tuple[str, ...]]  # of the conversation now
Step = tuple[Case, list[Count]]


def after(case: Case, entry: Message, between: Between, tags: Tags) -> Step:
    """Returns the case after an entry, and what the entry adds."""
    moved, counts = step(case, entry, between, tags)
    return dataclasses.replace(moved, counted_id=entry.id), counts


def step(case: Case, entry: Message, between: Between, tags: Tags) -> Step:
    if entry.kind == "text":
        return MESSAGES[entry.sender_type](case, entry, between)
    if entry.kind == "closed":
        return closed(case, entry, between, tags())
    if entry.kind == "reopened":
        return reopened(case, entry)
    if entry.kind == "rated" and entry.rating:  # a rating that was replaced meanwhile is empty
        return rated(case, entry)
    return case, []


def of_visitor(case: Case, message: Message, between: Between) -> Step:
    at = message.sent_at
    case, counts = begun(case, at)
    counts.append(Count(at, SITE, VISITOR_MESSAGES))
    if not (case.answered or case.waits_since):
        case = dataclasses.replace(case, waits_since=at)
        counts.append(Count(at, SITE, WAITED))
    return case, counts


def of_team(case: Case, message: Message, between: Between) -> Step:
    case, counts = begun(case, message.sent_at)
    person = of_person(message.sender_id)
    counts.append(Count(message.sent_at, person, TEAM_MESSAGES))
    if case.waits_since and not case.answered:
        took = between(case.waits_since, message.sent_at)
        counts.append(Count(case.waits_since, person, timed(FIRST_RESPONSE, took)))
        case = dataclasses.replace(case, first_response=took)
    return dataclasses.replace(case, answered=True), counts


def of_bot(case: Case, line: Message, between: Between) -> Step:
    counts = [Count(line.sent_at, SITE, BOT_MESSAGES)]
    if line.bot is None or line.bot.kind != "answer":
        return case, counts
    counts.append(Count(line.sent_at, SITE, BOT_ANSWERS))
    if case.waits_since and not case.answered:  # what the bot has answered does not wait
        counts.append(Count(case.waits_since, SITE, WAITED, -1))
        case = dataclasses.replace(case, waits_since=0)
    return case, counts


def of_system(case: Case, line: Message, between: Between) -> Step:
    return case, []


MESSAGES: dict[str, Callable[[Case, Message, Between], Step]] = {
    "visitor": of_visitor,
    "admin": of_team,
    "bot": of_bot,
    "system": of_system,
}


def begun(case: Case, at: int) -> Step:
    """The case with which a message begins or reopens the conversation, or else the present one."""
    if case.began_at and not case.closed:
        return case, []
    new = dataclasses.replace(case, began_at=at, waits_since=0, answered=False, first_response=-1, closed=False)
    return new, [Count(at, SITE, REOPENED if case.began_at else BEGUN)]


def closed(case: Case, entry: Message, between: Between, tags: tuple[str, ...]) -> Step:
    at, began_at = entry.sent_at, case.began_at or entry.sent_at
    resolution = timed(RESOLUTION, between(began_at, at))
    counts = [Count(at, of_person(entry.sender_id), metric) for metric in (CLOSED, resolution)]
    if is_waiting(case):
        counts.append(Count(case.waits_since, SITE, CLOSED_WAITING))
    for tag in tags:
        counts += [Count(at, of_tag(tag), metric) for metric in (CLOSED, resolution)]
        if case.first_response >= 0:
            counts.append(Count(at, of_tag(tag), timed(FIRST_RESPONSE, case.first_response)))
    now = dataclasses.replace(case, began_at=began_at, closed=True, closed_by=entry.sender_id, tags=tags)
    return dataclasses.replace(now, rating=0, rated_at=0), counts


def reopened(case: Case, entry: Message) -> Step:
    """By an admin: the case goes on."""
    counts = [Count(entry.sent_at, SITE, REOPENED)]
    if case.closed and is_waiting(case):
        counts.append(Count(case.waits_since, SITE, CLOSED_WAITING, -1))
    return dataclasses.replace(case, closed=False), counts


def rated(case: Case, entry: Message) -> Step:
    counts = [*ratings(case, entry.sent_at, entry.rating, 1), *ratings(case, case.rated_at, case.rating, -1)]
    return dataclasses.replace(case, rating=entry.rating, rated_at=entry.sent_at), counts


def ratings(case: Case, at: int, rating: int, amount: int) -> Iterator[Count]:
    if rating:
        for subject in (of_person(case.closed_by), *map(of_tag, case.tags)):
            yield Count(at, subject, RATINGS[rating - 1], amount)


def is_waiting(case: Case) -> bool:
    return bool(case.waits_since) and not case.answered


def timed(kind: str, ms: int) -> str:
    return f"{kind}{bucket(ms)}"
