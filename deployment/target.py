"""What a command works on: a deployed stage, or the local run on this machine."""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

from deployment import parameters
from deployment.account import Account, current_account
from deployment.stage import Stage, named
from deployment.tables import Tables, local_tables
from devtools.console import Problem
from devtools.folders import DATA

ADDRESSES_FILE = "addresses.json"  # the local gateway writes it to the folder of its run
STAGE_HELP = "a deployment, for example prod, staging or dev"
REGION_HELP = "region of the stage (default: the region of the AWS configuration)"


@dataclass(frozen=True, slots=True)
class Deployed:
    account: Account
    stage: Stage


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    api: str
    pages: str
    dashboard: str
    socket: str | None
    tables: Tables = field(repr=False)
    deployed: Deployed | None = None  # None for the local run


def add_target_arguments(parser: argparse.ArgumentParser, *, local_by_default: bool = False) -> None:
    which = parser.add_mutually_exclusive_group(required=not local_by_default)
    which.add_argument("--stage", metavar="NAME", help=STAGE_HELP)
    default = " (default)" if local_by_default else ""
    which.add_argument("--local", action="store_true", help=f"the run on this machine{default}")
    parser.add_argument("--region", help=REGION_HELP)
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="data folder of the run on this machine")


def add_stage_arguments(parser: argparse.ArgumentParser) -> None:
    """For commands that work on stages only."""
    parser.add_argument("--stage", required=True, metavar="NAME", help=STAGE_HELP)
    parser.add_argument("--region", help=REGION_HELP)


def account_and_stage(arguments: argparse.Namespace) -> tuple[Account, Stage]:
    account = current_account(arguments.region)
    return account, named(arguments.stage, account.region)


def deployed_stage(account: Account, stage: Stage) -> Target:
    """Raises `Problem` if the stage is not deployed."""
    addresses = parameters.addresses(account, stage)
    if not addresses:
        raise Problem(
            f"{stage.name} is not deployed in {stage.region}. Deploy it: python3 dev.py deploy --stage {stage.name}"
        )
    tables = Tables(account.client("dynamodb"), stage.prefix)
    return target(f"{stage.name} in {stage.region}", addresses, tables, Deployed(account, stage))


def local_run(folder: Path) -> Target:
    """The run on this machine whose data folder is `folder`. Raises `Problem` if it was never started."""
    try:
        addresses = json.loads((folder / ADDRESSES_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"No run was ever started on {folder}. Start one: python3 dev.py run") from None
    tables = local_tables(addresses["dynamodb"], addresses["prefix"])
    return target(f"the run on {addresses.get('shop', addresses['pages'])}", addresses, tables)


def target(name: str, addresses: dict[str, str], tables: Tables, deployed: Deployed | None = None) -> Target:
    return Target(
        name=name,
        api=addresses["api"].rstrip("/"),
        pages=addresses["pages"].rstrip("/"),
        dashboard=addresses["dashboard"],
        socket=addresses.get("socket"),
        tables=tables,
        deployed=deployed,
    )
