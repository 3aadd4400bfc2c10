"""A stage's data: its tables, its files, its signing key, its logs. It is deleted by its name only."""

from deployment import parameters, stacks
from deployment.account import Account
from deployment.migrations import PARAMETER as SCHEMA
from deployment.pages import bucket
from deployment.stage import Stage

PARAMETERS = (parameters.SIGNING_KEY, SCHEMA)


def tables(account: Account, stage: Stage) -> list[str]:
    pages = account.client("dynamodb").get_paginator("list_tables").paginate()
    return [name for page in pages for name in page["TableNames"] if name.startswith(stage.prefix)]


def logs(account: Account, stage: Stage) -> list[str]:
    prefix = f"/aws/lambda/{stage.functions[0]}"
    pages = account.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
    names = [each["logGroupName"] for page in pages for each in page["logGroups"]]
    return [name for name in names if name.removeprefix("/aws/lambda/") in stage.functions]


def kept(account: Account, stage: Stage) -> list[str]:
    """What there still is, in words."""
    return [
        *(f"table {name}" for name in tables(account, stage)),
        *([f"bucket {name}"] if (name := stacks.of(account, stage, "files").outputs().get("Bucket")) else []),
        *(f"log group {name}" for name in logs(account, stage)),
        *(f"parameter {stage.parameter(name)}" for name in PARAMETERS if parameters.exists(account, stage, name)),
    ]


def delete(account: Account, stage: Stage) -> None:
    """All of it. Repeated, it goes on where it was interrupted."""
    client = account.client("dynamodb")
    for name in tables(account, stage):
        if client.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
            client.update_table(TableName=name, DeletionProtectionEnabled=False)
        # With it, DynamoDB would keep all that is deleted here for another 35 days.
        client.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False}
        )
    stacks.of(account, stage, "tables").delete()
    for name in tables(account, stage):  # what outlives its stack
        client.delete_table(TableName=name)
        client.get_waiter("table_not_exists").wait(TableName=name)
    files = stacks.of(account, stage, "files")
    if files_bucket := files.outputs().get("Bucket"):
        bucket.empty(account, files_bucket)
    files.delete()
    for name in logs(account, stage):
        account.client("logs").delete_log_group(logGroupName=name)
    parameters.delete(account, stage, *PARAMETERS)
