"""What the functions' roles may do, and whether that is what their release says. A role's name has no region in it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deployment.account import Account
from deployment.stage import REST_FUNCTION, SOCKET_FUNCTIONS, Stage
from devtools.console import Problem

Grant = tuple[str, str, str]
REGION = re.compile(r"arn:aws:dynamodb:([a-z0-9-]+):")


def roles(stage: Stage) -> dict[str, str]:
    """The role of each function, as Chalice names it, and the file of its policy in deployment/templates/policies."""
    return {f"{stage.prefix}{name}": policy_of(name) for name in (REST_FUNCTION, *SOCKET_FUNCTIONS)}


def policy_of(function: str) -> str:
    """The file of its policy, by Chalice's name for it or by Lambda's."""
    return f"{function.partition('websocket_')[2] or 'api'}.json"


def check_region(account: Account, stage: Stage) -> None:
    """IAM is one for all regions: a second region would take the roles over. Raises `Problem`, with nothing changed."""
    if region := other_region(account, stage):
        raise Problem(
            f"{stage.name} is deployed in {region}, and a stage's name is good for one region of an account. "
            f"Say --region {region}, or choose another name."
        )


def other_region(account: Account, stage: Stage) -> str | None:
    """The region that the stage's roles are for, unless it is this one, or there are none."""
    for role in roles(stage):
        for document in policies(account, role):
            found: set[str] = set(REGION.findall(json.dumps(document)))
            if found and stage.region not in found:
                return min(found)
    return None


def differ(account: Account, stage: Stage, folder: Path) -> bool:
    """Is a role missing, or does one allow something else than the release in this folder says?"""
    for role, file in roles(stage).items():
        wanted = json.loads((folder / ".chalice" / "policies" / file).read_text(encoding="utf-8"))
        there = list(policies(account, role))
        if len(there) != 1 or set(of(there[0])) != set(of(wanted)):
            return True
    return False


def policies(account: Account, role: str) -> Iterator[dict[str, Any]]:
    """Those that are in the role itself; none if it is not there."""
    iam = account.client("iam")
    try:
        names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchEntity":
            return
        raise
    for name in names:
        yield iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]


def of(document: dict[str, Any]) -> Iterator[Grant]:
    """Each effect, action and resource by itself."""
    for statement in document["Statement"]:
        if "NotAction" in statement or "NotResource" in statement or "Condition" in statement:
            yield ("", str(statement), "what it names")
            continue
        for action in listed(statement["Action"]):
            for resource in listed(statement["Resource"]):
                yield (statement["Effect"], action, resource)


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
