"""Simulates every scenario, and prints the tables: see `dev.py bench --help`."""

import argparse
import time
from datetime import datetime, timezone
from pathlib import Path

from devtools.bench.scale import hot_site, plots, report
from devtools.bench.scale.report import Run
from devtools.bench.scale.scenarios import SCENARIOS, SEED, SHARE, run
from devtools.console import say
from devtools.processes import stop_on_signals


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench scale")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument("--tables", action="store_true")
    arguments = parser.parse_args()
    stop_on_signals()
    if arguments.tables:
        # What is only added up may have changed: requests of calls, prices, CPU time.
        report.write_page(report.committed())
        return
    found = simulate()
    if arguments.json:
        report.write(found, arguments.json)
    if arguments.write_docs:
        report.write(found)
        report.write_page(found)
        plots.draw(found["outcomes"])
    for name, table in report.tables(found).items():
        say(f"\n── {name}\n{table}")


def simulate() -> Run:
    started = time.process_time()
    outcomes = {}
    for name, scenario in SCENARIOS.items():
        say(f"  {scenario.title} …")
        outcomes[name] = run(scenario)
    say("  a hot site …")
    hot_sites = hot_site.all_runs()
    return Run(
        ran_at=datetime.now(timezone.utc).strftime("%-d %B %Y, %H:%M UTC"),
        seed=SEED,
        share=SHARE,
        cpu_seconds=round(time.process_time() - started, 1),
        outcomes=outcomes,
        hot_sites=hot_sites,
    )


if __name__ == "__main__":
    main()
