"""Runs a storm: python -m tests.storm --seed 1 --messages 400. Ends with 1 if the promise was broken."""

import argparse
import shutil
import sys
from pathlib import Path

from devtools.folders import LOGS
from devtools.processes import Stopped
from tests.storm import checker, phases, report, storm
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
    findings = checker.check(outcome.records, outcome.logs)
    if not outcome.ended:
        findings.append(Finding("unfinished", f"the browsers did not come to rest; see {options.traces}"))
    text = report.table(options, outcome, findings)
    print(f"\n{text}\n", flush=True)
    if findings:
        print(f"THE PROMISE IS BROKEN\n{report.complaint(findings)}", file=sys.stderr, flush=True)
        return 1
    print("Everything written is in the logs once and in order, and every page shows it.", flush=True)
    return 0


def parse() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--faults", type=phases.kinds_of, default="all", metavar="all|none|KIND,…")
    parser.add_argument("--conversations", type=int)
    parser.add_argument("--tabs", type=int, default=2, help="of each visitor")
    parser.add_argument("--admins", type=int, default=2, help="of each site")
    parser.add_argument("--desks", type=int, default=6, help="sites, each with its admins")
    parser.add_argument("--at-once", type=int, default=2, help="conversations of a site at a time")
    parser.add_argument("--rate", type=float, default=60, help="messages a second to aim at")
    parser.add_argument("--gateways", type=int, default=2, help="server processes")
    parser.add_argument("--minutes", type=float, default=240, help="stop writing after so long")
    parser.add_argument("--traces", type=Path, help="folder for what happened (default: .porchlight/log/storm-SEED)")
    arguments = vars(parser.parse_args())
    arguments["conversations"] = arguments["conversations"] or max(2, min(400, arguments["messages"] // 50))
    arguments["traces"] = arguments["traces"] or LOGS / f"storm-{arguments['seed']}"
    arguments["desks"] = min(arguments["desks"], max(1, arguments["conversations"] // 2))
    return Options(**arguments)


if __name__ == "__main__":
    sys.exit(main())
