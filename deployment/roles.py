"""The IAM roles of the functions, and whether their policies are those of the release."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deployment.account import Account, find
from deployment.stage import BACKGROUND_FUNCTIONS, FAN_OUT_FUNCTION, FUNCTIONS, Stage
from devtools.console import Problem

Permission = tuple[str, str, str]  # effect, action, resource
REGION = re.compile(r"arn:aws:dynamodb:([a-z0-9-]+):")


def policy_files(stage: Stage) -> dict[str, str]:
    """The name of each function's role, as Chalice names it, with the file in deployment/templates/policies."""
    return {f"{stage.prefix}{name}": policy_file(name) for name in FUNCTIONS}


def policy_file(function: str) -> str:
    """The policy file of a function, by Chalice's or by Lambda's name of it."""
    own = next((name for name in (*BACKGROUND_FUNCTIONS, FAN_OUT_FUNCTION) if function.endswith(name)), "")
    return f"{own or function.partition('websocket_')[2] or 'api'}.json"


def check_region(account: Account, stage: Stage) -> None:
    """IAM is global: the same stage in a second region would overwrite the roles. Raises `Problem` then."""
    if region := other_region(account, stage):
        raise Problem(
            f"{stage.name} is deployed in {region}. Each stage name can be used in one region of an account. "
            f"Use --region {region}, or choose another name."
        )


def other_region(account: Account, stage: Stage) -> str | None:
    """The region that the stage's roles belong to, or None if it is this one or there are no roles."""
    for role in policy_files(stage):
        for document in inline_policies(account, role):
            regions: set[str] = set(REGION.findall(json.dumps(document)))
            if regions and stage.region not in regions:
                return min(regions)
    return None


def differ(account: Account, stage: Stage, folder: Path) -> bool:
    """Returns whether a role is missing, or allows something other than the release in this folder says."""
    for role, file in policy_files(stage).items():
        expected = json.loads((folder / ".chalice" / "policies" / file).read_text(encoding="utf-8"))
        actual = list(inline_policies(account, role))
        if len(actual) != 1 or set(permissions(actual[0])) != set(permissions(expected)):
            return True
    return False


def inline_policies(account: Account, role: str) -> Iterator[dict[str, Any]]:
    """Yields nothing if the role does not exist."""
    iam = account.client("iam")
    for name in (find(iam.list_role_policies, RoleName=role) or {}).get("PolicyNames", []):
        yield iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]


def permissions(document: dict[str, Any]) -> Iterator[Permission]:
    """Yields every combination of effect, action and resource, so that differently grouped policies compare equal."""
    for statement in document["Statement"]:
        if "NotAction" in statement or "NotResource" in statement:
            yield ("", str(statement), "the resources of this statement")
            continue
        condition = f" if {json.dumps(statement['Condition'], sort_keys=True)}" if "Condition" in statement else ""
        for action in as_list(statement["Action"]):
            for resource in as_list(statement["Resource"]):
                yield (statement["Effect"], action, f"{resource}{condition}")


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def listed(found: set[Permission]) -> str:
    """The first of these permissions, and how many more there are."""
    _, action, resource = min(found)
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{action} on {resource}{more}"
