"""docs/security.md names tests that are there."""

import re
from pathlib import Path

import app
from deployment.api_gateway import DEFAULT_THROTTLE

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_what_a_flood_costs_is_counted_from_the_calls_that_there_are() -> None:
    calls, addresses = sum(map(len, app.app.routes.values())), len(app.app.routes)
    a_day = DEFAULT_THROTTLE.rate * 24 * 3600 / 1_000_000  # of each, in millions
    dollars = round((calls * 4.00 + addresses * 3.50) * a_day, -1)  # a preflight runs no function
    said = f"one on all {calls} calls and the `OPTIONS` of their {addresses} addresses at once some ${dollars:,.0f}"
    assert said in " ".join(PAGE.split())
    assert f"at most ${4.00 * a_day:.0f} a day" in PAGE


def test_what_shows_that_a_threat_is_met_is_there() -> None:
    threats = PAGE.partition("## Where data flows")[2].partition("## Who may call what")[0]
    shown_by = [line.rstrip("| ").rpartition("|")[2] for line in threats.splitlines() if line.startswith("| ")]
    named = {name for cell in shown_by for name in re.findall(r"`([^`]+)`", cell)}
    tests = {name for name in named if not name.startswith((".", "dev.py"))}
    assert len(tests) > 10
    assert [name for name in sorted(tests) if not (ROOT / "tests" / name).exists()] == []


def test_every_threat_says_what_shows_that_it_is_met() -> None:
    threats = PAGE.partition("## Where data flows")[2].partition("## Who may call what")[0]
    rows = [line for line in threats.splitlines() if re.match(r"\| (\w|API\d+ .*) \|", line)]
    assert rows
    assert [row for row in rows if not row.rstrip("| ").rpartition("|")[2].strip()] == []
