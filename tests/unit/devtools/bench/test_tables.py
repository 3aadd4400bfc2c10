"""The tables of docs/performance.md."""

from typing import Any

import pytest

from devtools.bench import budgets, tables
from devtools.bench import run as runs
from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.run import Run, run_of

NOON = 1_795_867_200.0  # 28 November 2026


def section(name: str, *values: Values, foreign: float = 0.02) -> Section:
    rounds = Rounds(name, f"The title of {name}")
    rounds.add(values, seconds=10, foreign=foreign)
    return rounds.section()


def run(*sections: Section) -> Run:
    return run_of("full", list(sections), NOON)


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]


def test_the_line_of_the_run_names_the_day_the_machine_and_the_versions() -> None:
    line = tables.run_line(run())
    assert line.startswith("Measured on 28 November 2026, 12:00 UTC")
    assert "processors" in line
    assert "Python 3." in line
    assert "botocore 1." in line


def test_a_quick_run_says_that_its_figures_mean_nothing() -> None:
    assert "quick" in tables.run_line({**run(), "plan": "quick"})


def test_several_measurements_are_one_table_with_their_budgets() -> None:
    found = run(
        section("busy-8", Values("messages stored", [250.0], "a second")),
        section("busy-32", Values("refused or failed", [0], "")),
    )
    table = tables.of_sections(found, "busy-8", "busy-32")
    assert rows(table)[2:] == [
        ["The title of busy-8: messages stored", "250 a second", "≥ 260 a second"],
        ["The title of busy-32: refused or failed", "0", "0"],
    ]
    assert table.endswith("Other programs used 2% of the processors meanwhile.")


def test_what_was_not_measured_is_named_so() -> None:
    made: list[Any] = [tables.growth, tables.cold_starts, tables.memory, tables.weight, tables.requests]
    assert {each(run()) for each in made} == {tables.MISSING}
    assert tables.of_sections(run(), "send") == tables.MISSING


def test_growth_is_a_row_a_call_with_its_ratio() -> None:
    call = "send, 10 → 10,000 messages"
    found = section(
        "growth", Values(f"{call}: few", [2.0]), Values(f"{call}: many", [3.0]), Values(f"{call}: ratio", [1.5], "×")
    )
    assert rows(tables.growth(run(found)))[2] == [call, "2 ms", "3 ms", "1.50 ×", "≤ 1.1"]


def test_memory_has_a_column_a_state_and_a_part_that_came_later_is_empty_at_first() -> None:
    found = section(
        "memory",
        Values("fresh: all processes", [400.0], "MB"),
        Values("after 12,000 messages: all processes", [450.0], "MB"),
        Values("after 12,000 messages: commands", [50.0], "MB"),
    )
    table = rows(tables.memory(run(found)))
    assert table[0] == ["", "Fresh", "After 12,000 messages"]
    assert table[2:4] == [["all processes", "400 MB", "450 MB"], ["commands", "", "50 MB"]]


def test_a_cold_start_has_its_memory_and_the_api_its_budget() -> None:
    found = section(
        "cold-start",
        Values(budgets.FIRST_CALL, [240.0]),
        Values("websocket_connect", [200.0]),
        Values(f"{budgets.FIRST_CALL}: memory", [61.0], "MB"),
        Values("websocket_connect: memory", [55.0], "MB"),
    )
    assert rows(tables.cold_starts(run(found)))[2:] == [
        [budgets.FIRST_CALL, "240 ms", "61 MB", "≤ 250 ms"],
        ["websocket_connect", "200 ms", "55 MB", ""],
    ]


@pytest.mark.parametrize(("trips", "says"), [(3, "same ones in every row"), (4, "differs in: a reply")])
def test_the_second_browser_is_compared_row_by_row(trips: int, says: str) -> None:
    def counts(browser: str, round_trips: float) -> list[Values]:
        numbers = {"requests": 3.0, "preflights": 1.0, "round trips": round_trips}
        return [Values(f"{browser}: a reply: {what}", [number], "") for what, number in numbers.items()]

    text = tables.requests(run(section("requests", *counts("Chromium", 3), *counts("Firefox", trips))))
    assert rows(text)[2] == ["A reply", "3", "1", "3"]
    assert says in text


def test_a_measurement_of_an_earlier_run_is_kept_with_its_date(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "FILE", tmp_path / "run.json")
    runs.keep(run(section("send", Values("send", [1.234567])), section("polls", Values("poll", [1.0]))))
    later = run_of("full", [section("send", Values("send", [2.0]))], NOON + 86_400)
    runs.keep(later)
    kept = runs.committed()
    assert [each["name"] for each in kept["sections"]] == ["send", "polls"]
    assert kept["sections"][0]["figures"][0]["median"] == 2
    assert "Measured on 28 November 2026, 12:00 UTC." in tables.of_sections(kept, "polls")
    assert "Measured on" not in tables.of_sections(kept, "send")
