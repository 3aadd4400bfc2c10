"""Measures the CPU time of a cold start: from starting Python to the response of the first call.

    .venv/bin/python -m devtools.bench.cold_start [--runs 15] [--background]

The first call stores a visitor's first message and pushes it to one socket. It reads the signing key, creates three
clients, and writes and posts for the first time. It runs in the unpacked zip of the release, and in the one that
Chalice makes from the list of packages. For comparison, another program imports botocore and creates one client.
`--background` measures the first invocations of the background functions, from the release only.

The programs alternate, each run in a new process whose user and system time the kernel counts, so that other work on
the machine affects the results little and equally. The local servers use no TLS.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chalicelib.model import Site
from devtools.bench import background_calls, stand_ins, zips
from devtools.console import say

PROGRAMS = Path(__file__).parent / "programs"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--background", action="store_true")
    arguments = parser.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary, stand_ins.environment() as variables:
        site = stand_ins.create_site(variables)
        event = Path(temporary) / "event.json"
        if arguments.background:
            programs, events = background_commands(zips.released(Path(temporary)), event, site)
        else:
            programs, events = commands(zips.unpacked(Path(temporary)), event), {}
        for number in range(arguments.runs + 1):
            for name, command in programs.items():
                content = events[name]() if name in events else stand_ins.first_message(site.site_id)
                event.write_text(json.dumps(content), encoding="utf-8")
                milliseconds = run(command, variables)
                if number:  # run 0 fills the file cache
                    times.setdefault(name, []).append(milliseconds)
        if not events:
            assert stand_ins.StandIn.posts == len(programs) // 2 * (arguments.runs + 1), "a call did not post"
    report(times)


# Isolated, without site-packages, and writing no bytecode: /var/task is read-only.
PYTHON = [os.path.realpath(sys.executable), "-I", "-S", "-B"]
SERVER, CLIENT = str(PROGRAMS / "first_call.py"), str(PROGRAMS / "one_client.py")


def background_commands(
    folder: Path, event: Path, site: Site
) -> tuple[dict[str, list[str]], dict[str, Callable[[], dict[str, Any]]]]:
    calls = background_calls.invocations(site)
    programs = {name: [*PYTHON, SERVER, str(folder), str(event), call.handler] for name, call in calls.items()}
    return programs, {name: call.event for name, call in calls.items()}


def commands(folders: dict[str, Path], event: Path) -> dict[str, list[str]]:
    programs = {}
    for name, folder in folders.items():
        programs[f"server, first call: {name}"] = [*PYTHON, SERVER, str(folder), str(event), "app"]
        programs[f"botocore, one client: {name}"] = [*PYTHON, CLIENT, str(folder)]
    return programs


def run(command: list[str], variables: dict[str, str]) -> float:
    child = os.posix_spawn(command[0], command, variables)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000


def report(times: dict[str, list[float]]) -> None:
    say(f"\n{'CPU time, median':60} {'ms':>6} {'min':>6} {'max':>6}")
    for name, each in sorted(times.items()):
        say(f"{name:60} {statistics.median(each):6.0f} {min(each):6.0f} {max(each):6.0f}")


if __name__ == "__main__":
    main()
