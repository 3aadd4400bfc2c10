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
    text = found(account, stage, name)
    return None if text is None else json.loads(text)


def found(account: Account, stage: Stage, name: str) -> str | None:
    """As it is stored: what is secret stays encrypted."""
    try:
        answer = account.client("ssm").get_parameter(Name=stage.parameter(name))
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return None
        raise
    return str(answer["Parameter"]["Value"])


def exists(account: Account, stage: Stage, name: str) -> bool:
    return found(account, stage, name) is not None


def write(account: Account, stage: Stage, name: str, value: Any) -> bool:
    """Says whether that was something new."""
    if read(account, stage, name) == value:
        return False
    text = json.dumps(value, separators=(",", ":"))  # 4 kB are free of charge
    account.client("ssm").put_parameter(Name=stage.parameter(name), Type="String", Value=text, Overwrite=True)
    return True


def forget_release(account: Account, stage: Stage) -> None:
    """From now on nothing is said of which release runs; where the stage is reachable stays."""
    addresses = read(account, stage, ADDRESSES)
    if addresses:
        write(account, stage, ADDRESSES, {**addresses, "release": ""})


def delete(account: Account, stage: Stage, *names: str) -> list[str]:
    """Returns the names of those that there were."""
    wanted = [stage.parameter(name) for name in names]
    return list(account.client("ssm").delete_parameters(Names=wanted)["DeletedParameters"])
