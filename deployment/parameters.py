"""A stage's parameters in SSM Parameter Store: its keys, and the state of the deployment."""

import base64
import json
import secrets
from typing import Any

from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from deployment.account import Account, find
from deployment.stage import Stage

SIGNING_KEY = "signing-key"
PUSH_KEY = "push-key"  # a private P-256 key in PEM
ADDRESSES = "addresses"  # the stage's URLs, and the fingerprints of its release and pages
CHALICE = "chalice"  # Chalice's record of the resources that it created


def ensure_signing_key(account: Account, stage: Stage) -> bool:
    """Creates the key that signs tokens, unless it exists: it is never replaced. Returns whether it was created."""
    about = "Signs Porchlight's tokens. Rotation: docs/security.md"
    return ensure_key(account, stage, SIGNING_KEY, secrets.token_urlsafe(48), about)


def ensure_push_key(account: Account, stage: Stage) -> bool:
    """Creates the key that signs push notifications, unless it exists. A new one would end every subscription."""
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return ensure_key(account, stage, PUSH_KEY, text, "Signs Porchlight's push notifications (VAPID).")


def push_public_key(account: Account, stage: Stage) -> str:
    """The public part of the key, as browsers want it: the uncompressed point in base64url without padding."""
    found = account.client("ssm").get_parameter(Name=stage.parameter(PUSH_KEY), WithDecryption=True)
    return public_part(found["Parameter"]["Value"])


def public_part(pem: str) -> str:
    """Raises `ValueError` if this is not a P-256 private key."""
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("the key is not on the curve P-256")
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def ensure_key(account: Account, stage: Stage, name: str, value: str, about: str) -> bool:
    """Returns whether it was created."""
    try:
        account.client("ssm").put_parameter(
            Name=stage.parameter(name), Description=about, Type="SecureString", Value=value, Overwrite=False
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
