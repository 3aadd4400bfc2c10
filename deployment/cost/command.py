"""Estimates what a month on AWS costs, from counted calls and list prices. docs/cost.md describes the method."""

import argparse

from deployment.cost import report
from deployment.cost.month import Month, options
from devtools.console import Problem, say

ABOVE_ZERO = ("check_seconds", "poll_seconds", "slow_poll_seconds", "memory_mb")
SHARES = tuple(each.name for each in options() if each.name.endswith("_share"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for each in options():
        text = each.metadata["help"] + (f" (default: {each.default:g})" if each.default else "")
        parser.add_argument(flag(each.name), type=each.type, default=each.default, metavar="N", help=text)
    parser.add_argument("--no-socket", action="store_true", help="every page polls")
    parser.add_argument("--free-tier", action="store_true", help="subtract what is always free in every account")
    parser.add_argument("--polling", action="store_true", help="also show the same month with other intervals")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--write-docs", action="store_true", help="update the tables of docs/cost.md")


def command(arguments: argparse.Namespace) -> int:
    if arguments.write_docs:
        report.write_page()
        return 0
    month = month_of(arguments)
    if arguments.json:
        say(report.document(month))
        return 0
    say(report.text(month))
    if arguments.polling:
        say(report.polling_text(month))
    return 0


def month_of(arguments: argparse.Namespace) -> Month:
    given = {each.name: getattr(arguments, each.name) for each in options()}
    for name, value in given.items():
        if value < 0 or (name in ABOVE_ZERO and value == 0):
            raise Problem(f"{flag(name)} must not be {'0' if value == 0 else 'negative'}.", exit_code=2)
        if name in SHARES and value > 1:
            raise Problem(f"{flag(name)} must be at most 1.", exit_code=2)
    return Month(**given, socket=not arguments.no_socket, free=arguments.free_tier)


def flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
