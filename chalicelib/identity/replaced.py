"""Tokens and secrets of a site that were replaced, each good until the time that it was promised.

All of them, not the last one only: an owner whose page heard no answer replaces a token once more, and the one that
the site's pages have must not end by that. Without an overlap all of them end.
"""

from chalicelib.model import now_ms

MOST = 5  # of one kind at a time; the oldest ones end before their time


def good(previous: str | None, until: int, earlier: tuple[str, ...]) -> list[tuple[int, str]]:
    """Returns those that are good still, with their time (epoch milliseconds), the last one that was replaced first."""
    entries = [(until, previous or ""), *(parsed(each) for each in earlier)]
    return [(time, value) for time, value in entries if value and now_ms() < time]


def kept(previous: str | None, until: int, earlier: tuple[str, ...], overlap_days: int) -> list[str]:
    """Returns what goes on being good, as it is stored, when another one is replaced."""
    return [f"{time} {value}" for time, value in good(previous, until, earlier)[:MOST]] if overlap_days else []


def last_until(previous: str | None, until: int, earlier: tuple[str, ...]) -> int | None:
    """Returns until when any of them is good."""
    return max((time for time, _ in good(previous, until, earlier)), default=None)


def parsed(entry: str) -> tuple[int, str]:
    time, _, value = entry.partition(" ")
    return int(time), value
