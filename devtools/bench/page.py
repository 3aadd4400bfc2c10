"""docs/performance.md: its tables stand between two comments each. They are those of the committed run, and those of
the calculator of costs."""

import re

from deployment.cost.report import markdown_table
from devtools.bench import tables
from devtools.bench.run import Run, committed
from devtools.folders import ROOT

PAGE = ROOT / "docs" / "performance.md"
BLOCK = re.compile(r"(<!-- bench: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def write() -> None:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), committed()), encoding="utf-8")


def filled(page: str, run: Run) -> str:
    made = blocks(run)
    return BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}", page)


def blocks(run: Run) -> dict[str, str]:
    return {
        "run": tables.run_line(run),
        "waiting": tables.of_sections(run, "send", "polls", "relay"),
        "busy": tables.of_sections(run, "busy-8", "busy-32"),
        "store": tables.of_sections(run, "store"),
        "fan-out": tables.of_sections(run, "fan-out-100", "fan-out-500", "fan-out-1000"),
        "cpu": tables.of_sections(run, "cpu"),
        "growth": tables.growth(run),
        "cold-start": tables.cold_starts(run),
        "memory": tables.memory(run),
        "weight": tables.weight(run),
        "loading": tables.of_sections(run, "loading"),
        "long": tables.of_sections(run, "long-log", "long-inbox"),
        "requests": tables.requests(run),
        "calls": markdown_table(*tables.calls()),
        "tasks": markdown_table(*tables.tasks()),
        "round-trips": markdown_table(*tables.round_trips()),
    }
