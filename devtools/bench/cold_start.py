"""Measures cold starts: the CPU time from starting Python to the end of a function's first call, and the memory.

    .venv/bin/python -m devtools.bench.cold_start [NAME ...] [--runs 15] [--against REVISION_OR_ZIP] [--packages]
        [--json FILE]

Each run is a new process that imports the server from the unpacked zip of the release, and handles one event. NAME is
the beginning of a call's name, for example `API` or `websocket_connect`. `--against` measures another release beside
it: of a revision of git, or from a zip. `--packages` also measures the zip that Chalice makes from the list of
packages. For comparison, another program imports botocore and creates one client.

The programs alternate, and the kernel counts each process's user and system time, so that other work on the machine
affects the results little and equally. Compare figures of one run only. The local servers use no TLS.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from devtools.bench import api_calls, background_calls, stand_ins, zips
from devtools.bench.background_calls import Invocation
from devtools.console import say

PROGRAMS = Path(__file__).parent / "programs"
# Isolated, without site-packages, and writing no bytecode: /var/task is read-only.
PYTHON = [os.path.realpath(sys.executable), "-I", "-S", "-B"]
BOTOCORE = "botocore, one client"
RELEASE = "release"


class Start(NamedTuple):
    """One cold start. `import_ms`: the part of the CPU time until the server is imported. `modules`: loaded ones."""

    cpu_ms: float
    import_ms: float
    memory_mb: float  # its peak
    modules: frozenset[str]

    def as_json(self) -> dict[str, Any]:
        return {**self._asdict(), "modules": sorted(self.modules)}


class Program(NamedTuple):
    name: str  # of the call
    variant: str  # whose zip
    command: list[str]
    event: Callable[[], dict[str, Any]] | None


Starts = dict[str, dict[str, list[Start]]]  # by the name of the call and the variant


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--against", metavar="REVISION_OR_ZIP")
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every start, with the modules it loaded")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folders = {RELEASE: zips.released(Path(temporary))}
        if arguments.against:
            folders[arguments.against] = zips.other(arguments.against, Path(temporary))
        if arguments.packages:
            folders |= zips.packaged(Path(temporary))
        starts = measure(folders, arguments.runs, tuple(arguments.names))
    report(starts)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(starts), indent=1) + "\n", encoding="utf-8")


def measured(runs: int) -> dict[str, list[Start]]:
    """The cold starts of the release, by the name of the call."""
    with tempfile.TemporaryDirectory() as temporary:
        starts = measure({RELEASE: zips.released(Path(temporary))}, runs)
    return {name: variants[RELEASE] for name, variants in starts.items()}


def measure(folders: Mapping[str, Path], runs: int, names: tuple[str, ...] = ()) -> Starts:
    """`folders`: of the unpacked zips, by variant. `names`: the beginnings of the calls' names; all calls if empty."""
    starts: Starts = {}
    with tempfile.TemporaryDirectory() as temporary, stand_ins.environment() as variables:
        event, figures = Path(temporary) / "event.json", Path(temporary) / "figures"
        site = stand_ins.create_site(variables)
        calls = api_calls.invocations(site, stand_ins.management(variables)) | background_calls.invocations(site)
        chosen = {name: call for name, call in calls.items() if name.startswith(names or "")}
        for number in range(runs + 1):
            for program in programs(folders, chosen, event, figures):
                if program.event:
                    event.write_text(json.dumps(program.event()), encoding="utf-8")
                start = run(program.command, variables, figures)
                if number:  # run 0 fills the file cache
                    starts.setdefault(program.name, {}).setdefault(program.variant, []).append(start)
    return starts


def programs(folders: Mapping[str, Path], calls: Mapping[str, Invocation], event: Path, figures: Path) -> list[Program]:
    server, client = str(PROGRAMS / "first_call.py"), str(PROGRAMS / "one_client.py")
    chosen = []
    for variant, folder in folders.items():
        chosen.append(Program(BOTOCORE, variant, [*PYTHON, client, str(folder), str(figures)], None))
    for name, call in calls.items():
        for variant, folder in folders.items():
            if has(folder, call.handler):
                command = [*PYTHON, server, str(folder), str(event), call.handler, str(figures)]
                chosen.append(Program(name, variant, command, call.event))
    return chosen


def has(folder: Path, handler: str) -> bool:
    """An earlier release may lack a function."""
    return f'"app.{handler}"' in (folder / "app.py").read_text(encoding="utf-8")


def run(command: list[str], variables: dict[str, str], figures: Path) -> Start:
    child = os.posix_spawn(command[0], command, variables)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    imported, peak, *modules = figures.read_text(encoding="utf-8").split()
    cpu_ms = (usage.ru_utime + usage.ru_stime) * 1000
    return Start(cpu_ms, float(imported) * 1000, int(peak) / 1024, frozenset(modules))


def as_json(starts: Starts) -> dict[str, dict[str, list[dict[str, Any]]]]:
    return {
        name: {variant: [start.as_json() for start in each] for variant, each in variants.items()}
        for name, variants in starts.items()
    }


def report(starts: Starts) -> None:
    """The ratio is that of the medians, to the first variant."""
    heads = f"{'median':>6} {'quartiles':>9} {'import':>7} {'MB':>5} {'modules':>7} {'ratio':>6}"
    say(f"\n{'CPU time in milliseconds':62} {heads}")
    for name, variants in starts.items():
        first = statistics.median(start.cpu_ms for start in next(iter(variants.values())))
        for variant, each in variants.items():
            lower, median, upper = quartiles([start.cpu_ms for start in each])
            imported = statistics.median(start.import_ms for start in each)
            memory = statistics.median(start.memory_mb for start in each)
            modules = len(each[0].modules)
            line = f"{median:6.0f} {lower:5.0f}-{upper:.0f} {imported:7.0f} {memory:5.1f} {modules:7}"
            say(f"{f'{name} ({variant})':62} {line} {median / first:6.2f}")


def quartiles(values: list[float]) -> list[float]:
    return statistics.quantiles(values, n=4, method="inclusive") if values[1:] else values * 3


if __name__ == "__main__":
    main()
