"""The settings of a local run: the Lambdas' environment variables, which `chalicelib/config.py` reads, and the file
in which other commands (`dev.py doctor`, `backup`) find the addresses of the run."""

import json
import secrets
from pathlib import Path

from deployment.tables import LOCAL_PREFIX
from deployment.target import ADDRESSES_FILE
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
        # DynamoDB Local and the local Management API accept any credentials; never send them real ones.
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def signing_keys(path: Path) -> Path:
    """Returns the file of the folder's signing keys. Creates it, readable by its owner only, if it is missing."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.resolve()


def addresses(arguments: Arguments) -> dict[str, str]:
    """Has the same names as the addresses of a deployed stage, and also the shop's and the database's."""
    origins = Origins(arguments.port)
    return {
        "api": origins.api,
        "socket": origins.socket,
        "pages": origins.pages,
        "dashboard": origins.dashboard,
        "shop": origins.shop,
        "dynamodb": arguments.dynamodb,
        "prefix": LOCAL_PREFIX,
    }


def write_addresses(arguments: Arguments) -> Path:
    path = arguments.state / ADDRESSES_FILE
    path.write_text(json.dumps(addresses(arguments), indent=2) + "\n", encoding="utf-8")
    return path
