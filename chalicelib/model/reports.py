"""What is counted for reports, by UTC hour, and histograms of times that can be added."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

HOUR_MS = 3600 * 1000
DAY_MS = 24 * HOUR_MS
KEPT_DAYS = 400
KEPT_MS = KEPT_DAYS * DAY_MS

# A percentile is within this part of the exact one. Each bucket is wider than the one before by GROWTH.
TIME_ERROR = 0.05
GROWTH = (1 + TIME_ERROR) / (1 - TIME_ERROR)

# Plain counts. Times have a bucket's number behind the letter, as in `f12`.
Plain = Literal["b", "o", "v", "m", "n", "a", "w", "u", "c", "1", "2", "3", "4", "5"]
BEGUN: Plain = "b"
REOPENED: Plain = "o"
VISITOR_MESSAGES: Plain = "v"
TEAM_MESSAGES: Plain = "m"
BOT_MESSAGES: Plain = "n"
BOT_ANSWERS: Plain = "a"
WAITED: Plain = "w"  # visitors who waited for a person, by the hour of their first message that waited
CLOSED_WAITING: Plain = "u"  # those whose case was closed without an answer, by the same hour
CLOSED: Plain = "c"
RATINGS: tuple[Plain, ...] = ("1", "2", "3", "4", "5")
FIRST_RESPONSE = "f"
RESOLUTION = "r"

SITE = "-"  # the subject of what belongs to no person


def of_person(admin_id: str) -> str:
    return f"p#{admin_id}"


def of_tag(tag: str) -> str:
    return f"t#{tag}"


class Count(NamedTuple):
    """One addition to a counter: in the hour of `at`, for the site, a person or a tag."""

    at: int
    subject: str
    metric: str
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """How far a conversation's log is counted, and what the next entries need to know.

    A case begins when the visitor begins or reopens the conversation, and has one first response.
    """

    conversation_id: str
    site_id: str
    counted_id: int = 0  # entries up to this number are counted
    began_at: int = 0  # of the present case; 0: there was no message yet
    waits_since: int = 0  # the first message of the case that waited; 0: none has
    answered: bool = False  # a person has written in this case
    first_response: int = -1  # milliseconds that the visitor waited; -1: nobody answered a visitor who waited
    closed: bool = False
    closed_by: str = ""  # the admin who closed it last
    tags: tuple[str, ...] = ()  # that it had then
    rating: int = 0  # of that closing; 0: none
    rated_at: int = 0


def bucket(ms: int) -> int:
    """The bucket of a time. Bucket 0 ends at one second, each other one at GROWTH times the end of the one before."""
    return max(0, math.ceil(math.log(ms / 1000) / math.log(GROWTH))) if ms > 1000 else 0


def middle(bucket: int) -> int:
    """The time, in milliseconds, that stands for all of a bucket: no time in it is further away than TIME_ERROR."""
    return round(2000 * GROWTH**bucket / (GROWTH + 1))


def percentile(counted: Mapping[int, int], part: float) -> int | None:
    """The time that so great a part of the counted times does not exceed, in milliseconds. None: nothing is counted."""
    left = math.ceil(part * sum(counted.values()))
    for each in sorted(counted):
        left -= counted[each]
        if left <= 0 < counted[each]:
            return middle(each)
    return None


def times_in(counts: Mapping[str, int], kind: str) -> Counter[int]:
    """The histogram of the times of one kind."""
    return Counter({int(name[1:]): amount for name, amount in counts.items() if name[0] == kind and amount > 0})
