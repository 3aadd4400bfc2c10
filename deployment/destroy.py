"""Takes a stage out of an AWS account. Its data stays, unless it is named: a later deploy finds it again."""

import argparse
import sys

from botocore.exceptions import BotoCoreError, ClientError

from deployment import data, functions, left_over, parameters, stacks, where
from deployment.account import Account
from deployment.pages import bucket
from deployment.stage import APP, Stage
from devtools.console import Problem, say, step
from devtools.processes import stop_on_signals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_stage(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--delete-data",
        metavar=f"{APP}-NAME",
        help=f"every conversation, account, file and key too; say {APP}- and the stage's name",
    )


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    account, stage = where.stage(arguments)
    whole = f"{APP}-{stage.name}"
    if arguments.delete_data not in (None, whole):
        raise Problem(f"The data of {stage.name} is deleted by --delete-data {whole}, and nothing else.", exit_code=2)
    if not arguments.yes:
        confirm(account, stage, with_data=bool(arguments.delete_data))
    try:
        destroy(account, stage, with_data=bool(arguments.delete_data))
    except (ClientError, BotoCoreError) as error:
        raise Problem(f"AWS refused: {error} Run this again when that is put right: it goes on from there.") from None
    return 0


def confirm(account: Account, stage: Stage, *, with_data: bool) -> None:
    if not sys.stdin.isatty():
        raise Problem("This takes a stage away. Say --yes where nobody can be asked.", exit_code=2)
    what = "and all its data, for ever" if with_data else "and keeps its data"
    say(f"This takes {stage.name} out of account {account.id} in {account.region}, {what}.")
    if input("Type the stage's name to go on: ").strip() != stage.name:
        raise Problem("Nothing was done.")


def destroy(account: Account, stage: Stage, *, with_data: bool) -> None:
    with step("Functions") as shown:
        known = left_over.everything(account, stage, parameters.read(account, stage, parameters.CHALICE) or {})
        if known:
            architecture = functions.architecture(account, stage) or "arm64"
            folder = functions.released(account, stage, architecture, {})
            functions.chalice("delete", account, stage, folder, known, shown)
        functions.keep_record(stage, {})
        shown.done_with = "" if known else "none"
    with step("Logs and alarms") as shown:
        shown.done_with = "" if stacks.of(account, stage, "watch").delete() else "none"
    with step("Pages") as shown:
        stack = stacks.of(account, stage, "pages")
        if site := stack.outputs().get("SiteBucket"):
            bucket.empty(account, site)
        shown.done_with = "" if stack.delete() else "none"
    parameters.delete(account, stage, parameters.ADDRESSES, parameters.CHALICE)
    if with_data:
        with step("Data"):
            data.delete(account, stage)
    tell(stage, data.kept(account, stage))


def tell(stage: Stage, kept: list[str]) -> None:
    say("")
    if not kept:
        say(f"Nothing is left of {stage.name}.")
        return
    say("This is left, and a deploy finds it again:")
    for line in kept:
        say(f"  {line}")
    say("")
    say(f"To delete it too: python3 dev.py destroy --stage {stage.name} --delete-data {APP}-{stage.name}")
