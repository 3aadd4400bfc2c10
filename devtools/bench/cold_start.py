"""What a cold start costs in processor time: from starting Python to the answer of the first call.

    .venv/bin/python -m devtools.bench.cold_start [--runs 15]

The first call stores a visitor's first message and pushes it to one socket: it reads the signing key, makes three
clients, puts for the first time and posts for the first time. It is measured in the unpacked zip of the release, and in
that which Chalice makes of the list of packages. The yardstick is to import botocore and make one client.

All are run in turn, each in a process of its own, whose user and system time the kernel counts: so other work on the
machine disturbs little, and all alike. What answers the server here speaks no TLS.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from devtools.bench import stand_ins, zips
from devtools.console import say

PROGRAMS = Path(__file__).parent / "programs"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    measured: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary, stand_ins.environment() as variables:
        site_id = stand_ins.shop(variables)
        event = Path(temporary) / "event.json"
        subjects = commands(zips.unpacked(Path(temporary)), event)
        for turn in range(runs + 1):
            for name, command in subjects.items():
                event.write_text(json.dumps(stand_ins.first_message(site_id)), encoding="utf-8")
                milliseconds = run(command, variables)
                if turn:  # the first fills the file cache
                    measured.setdefault(name, []).append(milliseconds)
        assert stand_ins.Stand.posts == len(subjects) // 2 * (runs + 1), "a call did not post"
    report(measured)


def commands(folders: dict[str, Path], event: Path) -> dict[str, list[str]]:
    # Isolated, without site-packages, and writing no bytecode: /var/task is read-only.
    python = [os.path.realpath(sys.executable), "-I", "-S", "-B"]
    server, client = str(PROGRAMS / "first_call.py"), str(PROGRAMS / "one_client.py")
    found = {}
    for name, folder in folders.items():
        found[f"server, first call: {name}"] = [*python, server, str(folder), str(event), "app"]
        found[f"botocore, one client: {name}"] = [*python, client, str(folder)]
    return found


def run(command: list[str], variables: dict[str, str]) -> float:
    child = os.posix_spawn(command[0], command, variables)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000


def report(measured: dict[str, list[float]]) -> None:
    say(f"\n{'processor time, median':60} {'ms':>6} {'from':>6} {'to':>6}")
    for name, times in sorted(measured.items()):
        say(f"{name:60} {statistics.median(times):6.0f} {min(times):6.0f} {max(times):6.0f}")


if __name__ == "__main__":
    main()
