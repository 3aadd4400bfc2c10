"""A run of the bench: its figures, and the machine and the versions that they belong to. The committed one is run.json,
from which docs/performance.md has its tables."""

import json
import re
import subprocess
import time
from pathlib import Path
from typing import TypedDict

from devtools.bench.figures import Section
from devtools.bench.machine import Machine, machine
from devtools.setup import browser
from devtools.setup.python_packages import CONSTRAINTS, node

FILE = Path(__file__).parent / "run.json"


class Run(TypedDict):
    measured_at: str  # "28 November 2026, 03:55 UTC"
    plan: str
    seconds: float
    machine: Machine
    versions: dict[str, str]
    sections: list[Section]


def run_of(plan: str, sections: list[Section], started: float) -> Run:
    measured_at = time.strftime("%-d %B %Y, %H:%M UTC", time.gmtime(started))
    for section in sections:
        section["measured_at"] = measured_at
    return Run(
        measured_at=measured_at,
        plan=plan,
        seconds=time.time() - started,
        machine=machine(),
        versions=versions(),
        sections=sections,
    )


def versions() -> dict[str, str]:
    pins = dict(re.findall(r"^([\w-]+)==(\S+)$", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE))
    chromium = browser.find()
    found = {
        "Chromium": printed([chromium, "--version"]) if chromium else "",
        "Node": printed([node(), "--version"]).removeprefix("v"),
        "botocore": pins.get("botocore", ""),
        "PynamoDB": pins.get("pynamodb", ""),
    }
    return {name: version for name, version in found.items() if version}


def printed(command: list[str | Path]) -> str:
    """The first version number that a command prints."""
    output = subprocess.run([str(part) for part in command], capture_output=True, text=True).stdout
    found = re.search(r"v?\d+(\.\d+)+", output)
    return found[0] if found else ""


def committed() -> Run:
    run: Run = json.loads(FILE.read_text(encoding="utf-8"))
    return run


def keep(run: Run) -> None:
    """Stores the run as the committed one. What it has not measured stays as it is."""
    new = {section["name"]: section for section in run["sections"]}
    old = {section["name"]: section for section in committed()["sections"]} if FILE.exists() else {}
    kept = {**run, "sections": rounded([*{**old, **new}.values()])}
    FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def rounded(value: object) -> object:
    """Five digits are more than the figures are worth."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, list):
        return [rounded(each) for each in value]
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return value
