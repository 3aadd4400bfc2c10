"""The environment that the Lambdas see on this machine. `chalicelib/config.py` reads it."""

import secrets
from pathlib import Path

from deployment.tables import LOCAL_PREFIX
from devtools.local_run.arguments import Arguments
from devtools.local_run.origins import Origins


def lambda_environment(arguments: Arguments) -> dict[str, str]:
    return {
        "PORCHLIGHT_TABLE_PREFIX": LOCAL_PREFIX,
        "PORCHLIGHT_DYNAMODB_ENDPOINT": arguments.dynamodb,
        "PORCHLIGHT_SIGNING_KEY_FILE": str(signing_keys(arguments.state / "signing-key")),
        "PORCHLIGHT_SOCKET_URL": Origins(arguments.port).socket,
        "PORCHLIGHT_MANAGEMENT_SCHEME": "http",
        "PORCHLIGHT_LOG_LEVEL": arguments.log_level,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        # DynamoDB Local and the Management API here accept any; real ones must never be sent to them.
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def signing_keys(path: Path) -> Path:
    """The file of this folder's signing keys, made with one at the first start and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.resolve()
