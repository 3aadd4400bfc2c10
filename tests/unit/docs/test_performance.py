"""The costs of calls in docs/performance.md are those of the calculator, which integration tests measure."""

import re
from pathlib import Path

import pytest

from deployment.cost.calls import CALLS, TASKS

PAGE = (Path(__file__).parents[3] / "docs" / "performance.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| (\d+) \| ([\d.]+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
# Rows of the page that have another name than the call, or add up several calls.
NAMED = {
    "first message, nobody connected": ["first message"],
    "later message, nobody connected": ["later message"],
    "first message of too many from one address": ["first message of too many"],
    "socket: a visitor's ticket and connect": ["visitor's ticket", "connect"],
    "mark-read of an admin": ["mark-read"],
    "socket: heartbeat with one cursor": ["heartbeat of a page with one conversation open"],
    "socket: heartbeat with twenty cursors": ["heartbeat of a page with twenty conversations open"],
    "socket: an admin types": ["typing of an admin"],
    "socket: an admin views another conversation": ["frame of a page that views another conversation"],
    "sign-in of an admin, with its counters and its line in the audit log": ["sign-in"],
}
UNITS = {**CALLS, **{name: task.units for name, task in TASKS.items()}}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_call_costs_what_the_page_says(row: tuple[str, ...]) -> None:
    name = re.sub(r"^`\w+`: ", "", row[0])
    calls = [UNITS[each] for each in NAMED.get(name, [name])]
    assert tuple(map(float, row[1:])) == tuple(map(sum, zip(*calls, strict=True)))


def test_the_table_is_found() -> None:
    assert len(ROWS) >= 16 + len(TASKS)
