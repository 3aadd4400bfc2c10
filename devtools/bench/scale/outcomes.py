"""The results of a run. devtools/bench/scale/run.json has those that docs/scale.md shows."""

from typing import TypedDict


class Point(TypedDict):
    """A few seconds of a run. Rates are those of the whole region, a second."""

    at: int  # seconds after the cut
    live: float  # share of the pages that have a socket
    offered: dict[str, float]  # requests, by kind
    refused: float
    waiting: float  # messages


class Outcome(TypedDict):
    title: str
    messages: float
    sockets: int
    offered: float  # before the cut, a second
    refused: float  # share of them
    seen_before: list[float | None]  # seconds, half and 99 %
    first: str  # what refuses most in the ten seconds after the cut
    reasons: dict[str, float]  # refusals after the cut, by the limit that refused, for each page
    back: list[float | None]  # seconds until half, 99 % and all pages have a socket again
    seen: list[float | None]  # of messages written after the cut: half, 99 %, all
    sent: list[float | None]  # and until they are stored
    lost: float  # sockets that were lost again, for each page: heartbeats whose answer was refused
    tickets: float  # for each page
    handshakes: float
    written: int
    waiting: int  # not seen at the end
    points: list[Point]


class HotOutcome(TypedDict):
    conversations: int  # a minute
    quotas: str
    messages: float  # a second
    offered: float  # requests a second
    refused: dict[str, float]  # a second, by the limit that refused
    units: float  # write units a second that the site's partition of `inbox` would need
    seen: list[float | None]
    sent: list[float | None]
    waiting: float  # share of the messages that are not seen at the end
