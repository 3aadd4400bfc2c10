"""A stage's parameters in SSM Parameter Store: the signing key, and the state of the deployment."""

import json
import secrets
from typing import Any

from botocore.exceptions import ClientError

from deployment.account import Account, find
from deployment.stage import Stage

SIGNING_KEY = "signing-key"
ADDRESSES = "addresses"  # the stage's URLs, and the fingerprints of its release and pages
CHALICE = "chalice"  # Chalice's record of the resources that it created


def ensure_signing_key(account: Account, stage: Stage) -> bool:
    """Creates the key that signs tokens, unless it exists: it is never replaced. Returns whether it was created."""
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
    """Returns the stored JSON value, or None."""
    response = find(account.client("ssm").get_parameter, Name=stage.parameter(name))
    return json.loads(response["Parameter"]["Value"]) if response else None


def addresses(account: Account, stage: Stage) -> dict[str, str]:
    """Empty before the first deployment is complete."""
    return dict(read(account, stage, ADDRESSES) or {})


def exists(account: Account, stage: Stage, name: str) -> bool:
    return find(account.client("ssm").get_parameter, Name=stage.parameter(name)) is not None


def write(account: Account, stage: Stage, name: str, value: Any) -> bool:
    """Stores a JSON value. Returns whether it is a new one."""
    if read(account, stage, name) == value:
        return False
    text = json.dumps(value, separators=(",", ":"))  # 4 kB are free of charge
    account.client("ssm").put_parameter(Name=stage.parameter(name), Type="String", Value=text, Overwrite=True)
    return True


def clear_release(account: Account, stage: Stage) -> None:
    """Clears the fingerprint of the release, and keeps the stage's addresses."""
    if known := addresses(account, stage):
        write(account, stage, ADDRESSES, {**known, "release": ""})


def delete(account: Account, stage: Stage, *names: str) -> list[str]:
    """Returns the full names of those that existed."""
    full_names = [stage.parameter(name) for name in names]
    return list(account.client("ssm").delete_parameters(Names=full_names)["DeletedParameters"])
