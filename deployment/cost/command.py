"""What a month on AWS costs, from counted calls and list prices; docs/cost.md has the method."""

import argparse
from dataclasses import fields

from deployment.cost import page, table
from deployment.cost.month import Month
from deployment.cost.peers import elsewhere
from deployment.cost.polling import sensitivity
from devtools.console import Problem, say

HELP = {
    "messages": "messages stored in the month, of both sides",
    "admins": "admins with the dashboard open",
    "visitors": "visitors who write",
    "admin_hours": "hours of each admin with the dashboard open",
    "visit_minutes": "minutes of each visitor with the panel open, or waiting for an answer",
    "pages": "pages of the site that each of them opens meanwhile",
    "page_views": "page views of everybody else",
    "months_kept": "months that messages are kept",
    "check_seconds": "seconds between checks while the socket is live",
    "poll_seconds": "seconds between polls without a socket",
    "slow_poll_seconds": "and while nothing happens",
    "active_share": "share of an admin's hours in which something happens",
    "memory_mb": "memory of the functions",
    "round_trip_ms": "milliseconds to DynamoDB and back",
    "alarms": "alarms: three with `deploy --all-alarms`",
    "dashboards": "dashboards: one with `deploy --dashboard`",
    "cold_share": "share of calls that wait for a process to start",
    "cold_ms": "milliseconds of such a start",
}
ASKED = ("messages", "admins", "visitors")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    usual = Month()
    for field in fields(Month):
        if field.name in HELP:
            kind = int if isinstance(getattr(usual, field.name), int) else float
            default = getattr(usual, field.name)
            told = HELP[field.name] + ("" if field.name in ASKED else f" (default: {default:g})")
            parser.add_argument(option(field.name), type=kind, default=default, metavar="N", help=told)
    parser.add_argument("--no-socket", action="store_true", help="every page polls")
    parser.add_argument("--free-tier", action="store_true", help="take off what is free in every account, always")
    parser.add_argument("--polling", action="store_true", help="the same month with other intervals, too")
    parser.add_argument("--json", action="store_true", help="everything, for a program")
    parser.add_argument("--write-docs", action="store_true", help="write the examples of docs/cost.md anew")


def command(arguments: argparse.Namespace) -> int:
    if arguments.write_docs:
        page.write()
        return 0
    month = month_of(arguments)
    if arguments.json:
        say(table.document(month))
        return 0
    say(table.text(month))
    if arguments.polling:
        say("\nThe same month, followed otherwise:")
        for how, cost in sensitivity(month):
            say(f"  {how:52}  {table.dollars(cost):>10}")
        say("\nElsewhere:")
        for name, price in elsewhere(month).items():
            say(f"  {name:52}  {table.dollars(price):>10}")
    return 0


def month_of(arguments: argparse.Namespace) -> Month:
    given = {name: getattr(arguments, name) for name in HELP}
    negative = [name for name, value in given.items() if value < 0]
    zero = [name for name in ("check_seconds", "poll_seconds", "slow_poll_seconds", "memory_mb") if not given[name]]
    if negative or zero:
        raise Problem(
            f"{option((negative or zero)[0])} must be more than {'nothing' if zero else 'that'}.", exit_code=2
        )
    if given["active_share"] > 1 or given["cold_share"] > 1:
        raise Problem("A share is at most 1.", exit_code=2)
    return Month(**given, socket=not arguments.no_socket, free=arguments.free_tier)


def option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
