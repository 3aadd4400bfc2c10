"""A stage's parameters in SSM Parameter Store: the signing key, and what a deployment remembers of itself."""

import json
import secrets
from typing import Any

from botocore.exceptions import ClientError

from deployment.account import Account
from deployment.stage import Stage

SIGNING_KEY = "signing-key"
ADDRESSES = "addresses"  # where the stage is reachable, and which release it is
CHALICE = "chalice"  # Chalice's own record of what it has made


def ensure_signing_key(account: Account, stage: Stage) -> bool:
    """Makes the key that signs tokens, unless there is one: it is never replaced. Says whether it was made."""
    try:
        account.client("ssm").put_parameter(
            Name=stage.parameter(SIGNING_KEY),
            Description="Signs Porchlight's tokens. Rotation: docs/security.md",
            Type="SecureString",
            Value=secrets.token_urlsafe(48),
            Overwrite=False,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterAlreadyExists":
            return False
        raise
    return True


def read(account: Account, stage: Stage, name: str) -> Any:
    """What was remembered, or None."""
    try:
        found = account.client("ssm").get_parameter(Name=stage.parameter(name))
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return None
        raise
    return json.loads(found["Parameter"]["Value"])


def exists(account: Account, stage: Stage, name: str) -> bool:
    chosen = [{"Key": "Name", "Values": [stage.parameter(name)]}]
    return bool(account.client("ssm").describe_parameters(ParameterFilters=chosen)["Parameters"])


def write(account: Account, stage: Stage, name: str, value: Any) -> bool:
    """Says whether that was something new."""
    if read(account, stage, name) == value:
        return False
    text = json.dumps(value, separators=(",", ":"))  # 4 kB are free of charge
    account.client("ssm").put_parameter(Name=stage.parameter(name), Type="String", Value=text, Overwrite=True)
    return True


def delete(account: Account, stage: Stage, *names: str) -> list[str]:
    """Returns the names of those that there were."""
    wanted = [stage.parameter(name) for name in names]
    return list(account.client("ssm").delete_parameters(Names=wanted)["DeletedParameters"])
