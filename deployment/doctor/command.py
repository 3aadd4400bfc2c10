"""Checks whether a stage, or the run on this machine, works. Each check has one line, with a remedy if it fails."""

import argparse
import dataclasses
import json

from deployment.doctor.checks import Result
from deployment.doctor.run import fails_deployment, run_checks
from deployment.target import Target, account_and_stage, add_target_arguments, deployed_stage, local_run
from devtools.console import say, step

WIDTH = 46


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_target_arguments(parser, local_by_default=True)
    parser.add_argument("--json", action="store_true", help="print the results as one JSON document")


def command(arguments: argparse.Namespace) -> int:
    if arguments.stage is None:
        target = local_run(arguments.data.resolve())
    else:
        target = deployed_stage(*account_and_stage(arguments))
    results = print_json(target) if arguments.json else print_lines(target)
    return 0 if healthy(results) else 1


def print_json(target: Target) -> list[Result]:
    results = list(run_checks(target))
    checks = [dataclasses.asdict(result) for result in results]
    say(json.dumps({"target": target.name, "ok": healthy(results), "checks": checks}, indent=2))
    return results


def print_lines(target: Target) -> list[Result]:
    say(f"Checking {target.name}")
    results: list[Result] = []
    for result in run_checks(target):
        if not results or results[-1].part != result.part:
            say(f"\n── {result.part}")
        show(result)
        results.append(result)
    say(f"\n{totals(results)}")
    return results


def show(result: Result) -> None:
    say(f"{result.state:<10} {result.name:<{WIDTH}} {result.seen}")
    if result.remedy:
        say(f"{'':<10} → {result.remedy}")


def run_briefly(target: Target) -> bool:
    """Prints one line, and the failed checks. Returns whether the target is as a deployment leaves it.

    What a deployment cannot change is shown and does not count: an active alarm, SES's sandbox, or the DNS records of
    a mail domain, which are added after the deployment that names them.
    """
    with step("Doctor") as shown:
        results = list(run_checks(target))
        shown.done_with = totals(results)
    for result in results:
        if result.state == "not ok":
            show(result)
    return not any(fails_deployment(result) for result in results)


def healthy(results: list[Result]) -> bool:
    """A check that was not tried does not count: the reason is another check's failure, or nothing to check."""
    return not any(result.state == "not ok" for result in results)


def totals(results: list[Result]) -> str:
    counts = {state: sum(result.state == state for result in results) for state in ("ok", "not ok", "not tried")}
    listed = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    return f"{len(results)} checks: {listed}"
