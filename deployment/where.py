"""Whether a command is about a stage or about the run on this machine."""

import argparse
from pathlib import Path

from deployment import account as accounts
from deployment.account import Account
from deployment.stage import Stage, named
from devtools.folders import DATA

REGION = "where the stage is (default: what the AWS configuration says)"


def add_arguments(parser: argparse.ArgumentParser, local_by_default: bool = False) -> None:
    which = parser.add_mutually_exclusive_group(required=not local_by_default)
    which.add_argument("--stage", metavar="NAME", help="a deployment: prod, staging, dev …")
    default = " (default)" if local_by_default else ""
    which.add_argument("--local", action="store_true", help=f"the run on this machine{default}")
    parser.add_argument("--region", help=REGION)
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the folder of the run on this machine")


def add_stage(parser: argparse.ArgumentParser) -> None:
    """For what is about a stage only."""
    parser.add_argument("--stage", required=True, metavar="NAME", help="a deployment: prod, staging, dev …")
    parser.add_argument("--region", help=REGION)


def stage(arguments: argparse.Namespace) -> tuple[Account, Stage]:
    account = accounts.enter(arguments.region)
    return account, named(arguments.stage, account.region)
