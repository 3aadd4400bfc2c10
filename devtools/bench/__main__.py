"""Measures what is named, prints the tables, and updates docs/performance.md: see `dev.py bench --help`."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from devtools.bench import figures, machine, page
from devtools.bench.figures import Section
from devtools.bench.measuring import GROUPS, NAMES, PLANS
from devtools.bench.run import Run, keep, run_of
from devtools.console import Problem, complain, say
from devtools.processes import start, stop, stop_on_signals


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument("--tables", action="store_true")
    arguments = parser.parse_args()
    stop_on_signals()
    if arguments.tables:
        page.write()
        return 0
    if wrong := sorted({*arguments.names} - {*NAMES}):
        raise Problem(f"There is no measurement {', '.join(wrong)}. Choose from: {', '.join(NAMES)}.", exit_code=2)
    machine.check()
    plan = "quick" if arguments.quick else "full"
    found = measure(arguments.names or NAMES, plan, arguments.rounds or PLANS[plan].rounds)
    for section in found["sections"]:
        figures.show(section)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    if arguments.write_docs:
        keep(found)
        page.write()
    measured = {section["name"] for section in found["sections"]}
    if missing := [name for name in arguments.names or NAMES if name not in measured]:
        raise Problem(f"Not measured: {', '.join(missing)}.")
    return 0


def measure(names: list[str] | tuple[str, ...], plan: str, rounds: int) -> Run:
    started, sections = time.time(), list[Section]()
    with tempfile.TemporaryDirectory(prefix="porchlight-bench-") as folder:
        file = Path(folder) / "sections.json"
        for title, group in GROUPS.items():
            if chosen := [name for name in group.names if name in names]:
                say(f"{title.capitalize()}: {', '.join(chosen)}")
                process = start(
                    [sys.executable, "-m", "devtools.bench.measuring", title, plan, str(rounds), file, *chosen]
                )
                try:
                    code = process.wait()
                finally:
                    stop([process])
                if code:
                    complain(f"{title.capitalize()}: the measurement has failed. The others go on.")
                else:
                    sections += json.loads(file.read_text(encoding="utf-8"))
    return run_of(plan, sections, started)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        complain(str(problem))
        sys.exit(problem.exit_code)
