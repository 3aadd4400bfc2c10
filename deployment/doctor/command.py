"""Looks whether a stage, or the run on this machine, works: one line for each thing, with the remedy."""

import argparse
import dataclasses
import json

from deployment import where
from deployment.doctor.account import alarms
from deployment.doctor.checks import Check
from deployment.doctor.running import visit
from deployment.target import Target, deployed_stage, local_run
from devtools.console import say, step

WIDTH = 42


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_arguments(parser, local_by_default=True)
    parser.add_argument("--json", action="store_true", help="for machines: one JSON document")


def command(arguments: argparse.Namespace) -> int:
    target = found(arguments)
    checks = as_json(target) if arguments.json else as_lines(target)
    return 0 if healthy(checks) else 1


def found(arguments: argparse.Namespace) -> Target:
    if arguments.stage is None:
        return local_run(arguments.data.resolve())
    return deployed_stage(*where.stage(arguments))


def as_json(target: Target) -> list[Check]:
    checks = list(visit(target))
    found = {"target": target.name, "ok": healthy(checks)}
    say(json.dumps({**found, "checks": [dataclasses.asdict(check) for check in checks]}, indent=2))
    return checks


def as_lines(target: Target) -> list[Check]:
    say(f"Looking at {target.name}")
    checks: list[Check] = []
    for check in visit(target):
        if not checks or checks[-1].part != check.part:
            say(f"\n── {check.part}")
        show(check)
        checks.append(check)
    say(f"\n{total(checks)}")
    return checks


def show(check: Check) -> None:
    say(f"{check.state:<10} {check.name:<{WIDTH}} {check.seen}")
    if check.remedy:
        say(f"{'':<10} → {check.remedy}")


def briefly(target: Target) -> bool:
    """For the end of a deployment: one line if all is well, and otherwise what is not. Says whether it is.

    An alarm that rings is told and does not count: what was deployed may be what ends it.
    """
    with step("Doctor") as shown:
        checks = list(visit(target))
        shown.done_with = total(checks)
    for check in checks:
        if check.state == "not ok":
            show(check)
    return healthy([check for check in checks if check.name != alarms.name])


def healthy(checks: list[Check]) -> bool:
    """What could not be tried has its reason in a line that is not ok, or in there being nothing to try."""
    return not any(check.state == "not ok" for check in checks)


def total(checks: list[Check]) -> str:
    counted = [f"{sum(check.state == state for check in checks)} {state}" for state in ("ok", "not ok", "not tried")]
    return f"{len(checks)} checks: {', '.join(each for each in counted if not each.startswith('0 '))}"
