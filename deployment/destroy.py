"""Removes a stage from an AWS account. Its data is kept for a later deploy, unless --delete-data names it."""

import argparse
import sys

from deployment import background, chalice_record, functions, mail_domain, mail_settings, pages, parameters
from deployment.account import Account
from deployment.stacks import stack_of
from deployment.stage import APP, Stage
from deployment.tables import Tables
from deployment.target import account_and_stage, add_stage_arguments
from devtools.console import Problem, say, step

KEYS = (parameters.SIGNING_KEY, parameters.PUSH_KEY)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_stage_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")
    data = f"delete every conversation, account, file and key, too; write {APP}- and the stage's name"
    parser.add_argument("--delete-data", metavar=f"{APP}-NAME", help=data)


def command(arguments: argparse.Namespace) -> int:
    account, stage = account_and_stage(arguments)
    full_name = f"{APP}-{stage.name}"
    if arguments.delete_data not in (None, full_name):
        raise Problem(f"To delete the data of {stage.name}, write --delete-data {full_name}.", exit_code=2)
    if not arguments.yes:
        confirm(account, stage, with_data=bool(arguments.delete_data))
    destroy(account, stage, with_data=bool(arguments.delete_data))
    return 0


def confirm(account: Account, stage: Stage, *, with_data: bool) -> None:
    if not sys.stdin.isatty():
        raise Problem("This removes a stage. Use --yes where nobody can confirm.", exit_code=2)
    data = "and deletes all its data permanently" if with_data else "and keeps its data"
    say(f"This removes {stage.name} from account {account.id} in {account.region}, {data}.")
    if input("Type the stage's name to continue: ").strip() != stage.name:
        raise Problem("Nothing was changed.")


def destroy(account: Account, stage: Stage, *, with_data: bool) -> None:
    with step("Functions") as shown:
        background.remove_mappings(account, stage)
        if parameters.addresses(account, stage).get(mail_settings.DOMAIN):
            mail_domain.remove_rule(account, stage)
        recorded = parameters.read(account, stage, parameters.CHALICE) or {}
        known = chalice_record.with_all_resources(account, stage, recorded)
        if known:
            architecture = functions.architecture(account, stage) or "arm64"
            folder = functions.build_release(account, stage, architecture, {})
            functions.chalice("delete", account, stage, folder, known, shown)
        functions.copy_record(stage, {})
        shown.done_with = "" if known else "none"
    with step("Queue and schedules") as shown:
        shown.done_with = "" if stack_of(account, stage, "background").delete() else "none"
    with step("Logs and alarms") as shown:
        shown.done_with = "" if stack_of(account, stage, "watch").delete() else "none"
    with step("Pages") as shown:
        shown.done_with = "" if delete_with_bucket(account, stage, "pages", "SiteBucket") else "none"
    parameters.delete(account, stage, parameters.ADDRESSES, parameters.CHALICE)
    if with_data:
        with step("Data"):
            delete_data(account, stage)
    show_kept(stage, kept_data(account, stage))


def delete_with_bucket(account: Account, stage: Stage, template: str, output: str) -> bool:
    """Empties the stack's bucket first: S3 deletes empty buckets only. Returns whether the stack existed."""
    stack = stack_of(account, stage, template)
    if name := stack.outputs().get(output):
        pages.empty_bucket(account, name)
    return stack.delete()


def delete_data(account: Account, stage: Stage) -> None:
    """Deletes the tables, files, keys and logs. If it is interrupted, the next run continues."""
    client = account.client("dynamodb")
    for name in data_tables(account, stage):
        if client.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
            client.update_table(TableName=name, DeletionProtectionEnabled=False)
        # With point-in-time recovery, DynamoDB would keep a copy of a deleted table for 35 days.
        client.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False}
        )
    stack_of(account, stage, "tables").delete()
    for name in data_tables(account, stage):  # the stack retains them
        client.delete_table(TableName=name)
        client.get_waiter("table_not_exists").wait(TableName=name)
    delete_with_bucket(account, stage, "files", "Bucket")
    for name in log_groups(account, stage):
        account.client("logs").delete_log_group(logGroupName=name)
    parameters.delete(account, stage, *KEYS)


def data_tables(account: Account, stage: Stage) -> list[str]:
    names = Tables(account.client("dynamodb"), stage.prefix).names()
    return sorted(name for name in names if name.startswith(stage.prefix))


def log_groups(account: Account, stage: Stage) -> list[str]:
    prefix = f"/aws/lambda/{stage.functions[0]}"
    found = account.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
    names = [group["logGroupName"] for page in found for group in page["logGroups"]]
    return [name for name in names if name.removeprefix("/aws/lambda/") in stage.functions]


def kept_data(account: Account, stage: Stage) -> list[str]:
    bucket = stack_of(account, stage, "files").outputs().get("Bucket")
    keys = [name for name in KEYS if parameters.exists(account, stage, name)]
    return [
        *(f"table {name}" for name in data_tables(account, stage)),
        *([f"bucket {bucket}"] if bucket else []),
        *(f"log group {name}" for name in log_groups(account, stage)),
        *(f"parameter {stage.parameter(name)}" for name in keys),
    ]


def show_kept(stage: Stage, kept: list[str]) -> None:
    if not kept:
        say(f"\nNothing is left of {stage.name}.")
        return
    say("\nThis is kept, and a later deploy uses it again:")
    for line in kept:
        say(f"  {line}")
    say(f"\nTo delete it too: python3 dev.py destroy --stage {stage.name} --delete-data {APP}-{stage.name}")
