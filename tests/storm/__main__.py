"""Runs a storm: python -m tests.storm --seed 1 --messages 400. Exits with 1 if a check fails."""

import argparse
import shutil
import sys
from pathlib import Path

from devtools.folders import LOGS
from devtools.processes import Stopped
from tests.storm import checker, desk_checker, phases, report, storm
from tests.storm.checker import Finding
from tests.storm.options import Options


def main() -> int:
    options = parse()
    shutil.rmtree(options.traces, ignore_errors=True)
    options.traces.mkdir(parents=True)
    print(f"Storm with seed {options.seed}, {options.messages:,} messages", flush=True)
    try:
        outcome = storm.run(options)
    except Stopped:
        return 130
    findings = [
        *checker.check(outcome.records, outcome.logs),
        *desk_checker.check(outcome.records, outcome.logs, outcome.desks),
    ]
    if not outcome.ended:
        findings.append(Finding("unfinished", f"some pages did not get everything in time; see {options.traces}"))
    text = report.table(options, outcome, findings)
    print(f"\n{text}\n", flush=True)
    if findings:
        print(f"FAILED\n{report.listing(findings)}", file=sys.stderr, flush=True)
        return 1
    print("Every message and every note is stored once and in order, and every page shows it.", flush=True)
    return 0


def parse() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--faults", type=phases.kinds_of, default="all", metavar="all|none|KIND,…")
    parser.add_argument("--conversations", type=int)
    parser.add_argument("--tabs", type=int, default=2, help="tabs of each visitor")
    parser.add_argument("--admins", type=int, default=2, help="admins of each site")
    parser.add_argument("--sites", type=int, default=6, help="number of sites, each with its admins")
    parser.add_argument("--at-once", type=int, default=2, help="conversations of a site that are active at once")
    parser.add_argument("--rate", type=float, default=60, help="target rate in messages a second")
    parser.add_argument("--gateways", type=int, default=2, help="server processes")
    parser.add_argument("--minutes", type=float, default=240, help="stop sending after this time")
    parser.add_argument("--traces", type=Path, help="folder for records and logs (default: .porchlight/log/storm-SEED)")
    arguments = vars(parser.parse_args())
    arguments["conversations"] = arguments["conversations"] or max(2, min(400, arguments["messages"] // 50))
    arguments["traces"] = arguments["traces"] or LOGS / f"storm-{arguments['seed']}"
    arguments["sites"] = min(arguments["sites"], max(1, arguments["conversations"] // 2))
    return Options(**arguments)


if __name__ == "__main__":
    sys.exit(main())
