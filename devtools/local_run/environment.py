"""The settings of a local run: the Lambdas' environment variables, which `chalicelib/config.py` reads, and the file
in which other commands (`dev.py doctor`, `backup`) find the addresses of the run."""

import json
import secrets
from pathlib import Path

from deployment.tables import LOCAL_PREFIX
from deployment.target import ADDRESSES_FILE
from devtools.folders import BACKGROUND, MAIL, OBJECTS, PUSH_KEY, SIGNING_KEY
from devtools.local_run.arguments import Arguments
from devtools.local_run.origins import Origins

ACCOUNT = "000000000000"
SCHEDULE_GROUP = "porchlight-local"
SCHEDULE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/porchlight-local-scheduler"
JOB_FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:job_due"
FAN_OUT_FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:fan_out"
DEAD_LETTERS = f"arn:aws:sqs:us-east-1:{ACCOUNT}:porchlight-local-dead-letters"
MAIL_FROM = "chat@porchlight.example"
MAIL_DOMAIN = "reply.porchlight.example"
MAIL_BUCKET = "porchlight-local-files"
FILES_BUCKET = MAIL_BUCKET  # one for all, as on AWS
PAGES_BUCKET = "porchlight-local-pages"
CREDENTIALS = {"local": "local"}  # of all clients of the run; the signatures of uploads and links are made with them


def lambda_environment(arguments: Arguments) -> dict[str, str]:
    origins, key = Origins(arguments.port), push_key(arguments.state / PUSH_KEY)
    return {
        "PORCHLIGHT_TABLE_PREFIX": LOCAL_PREFIX,
        "PORCHLIGHT_DYNAMODB_ENDPOINT": arguments.dynamodb,
        "PORCHLIGHT_SIGNING_KEY_FILE": str(signing_keys(arguments.state / SIGNING_KEY)),
        "PORCHLIGHT_SOCKET_URL": origins.socket,
        "PORCHLIGHT_MANAGEMENT_SCHEME": "http",
        "PORCHLIGHT_LOG_LEVEL": arguments.log_level,
        "PORCHLIGHT_RECENT_SECONDS": str(arguments.recent_seconds),
        "PORCHLIGHT_SCHEDULE_GROUP": SCHEDULE_GROUP,
        "PORCHLIGHT_SCHEDULE_ROLE": SCHEDULE_ROLE,
        "PORCHLIGHT_JOB_FUNCTION": JOB_FUNCTION,
        "PORCHLIGHT_FAN_OUT_FUNCTION": FAN_OUT_FUNCTION,
        "PORCHLIGHT_DEAD_LETTERS": DEAD_LETTERS,
        "PORCHLIGHT_MAIL_FROM": MAIL_FROM,
        "PORCHLIGHT_MAIL_DOMAIN": MAIL_DOMAIN,
        "PORCHLIGHT_MAIL_BUCKET": MAIL_BUCKET,
        "PORCHLIGHT_FILES_BUCKET": FILES_BUCKET,
        "PORCHLIGHT_PAGES_BUCKET": PAGES_BUCKET,
        "PORCHLIGHT_DASHBOARD_URL": origins.dashboard,
        "PORCHLIGHT_API_URL": origins.api,
        "PORCHLIGHT_PUSH_KEY_FILE": str(key),
        "PORCHLIGHT_PUSH_PUBLIC_KEY": public_push_key(key),
        "PORCHLIGHT_PRIVATE_TARGETS": "yes",
        "AWS_ENDPOINT_URL_SCHEDULER": origins.services,
        "AWS_ENDPOINT_URL_LAMBDA": origins.services,
        "AWS_ENDPOINT_URL_SESV2": origins.services,
        "AWS_ENDPOINT_URL_S3": origins.s3,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        # DynamoDB Local and the other local services accept any credentials; never send them real ones.
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


def push_key(path: Path) -> Path:
    """Returns the file of the key that signs push notifications. Creates it, readable by its owner only, if it is
    missing: P-256, in PKCS 8, as web push asks for."""
    if not path.exists():
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(key)
    return path.resolve()


def public_push_key(path: Path) -> str:
    from chalicelib.notify.push import vapid

    return vapid.parse(path.read_text(encoding="ascii")).public


def background_folder(arguments: Arguments) -> Path:
    """What the stand-ins of the background work remember: schedules, the place in the stream, dead letters."""
    return arguments.state / BACKGROUND


def mail_folder(arguments: Arguments) -> Path:
    return arguments.state / MAIL


def objects_folder(arguments: Arguments) -> Path:
    """The buckets of S3."""
    return arguments.state / OBJECTS


def addresses(arguments: Arguments) -> dict[str, str]:
    """Has the same names as the addresses of a deployed stage, and also the shop's and the database's."""
    origins = Origins(arguments.port)
    return {
        "api": origins.api,
        "socket": origins.socket,
        "pages": origins.pages,
        "dashboard": origins.dashboard,
        "shop": origins.shop,
        "services": origins.services,
        "mail": origins.mail,
        "dynamodb": arguments.dynamodb,
        "prefix": LOCAL_PREFIX,
    }


def write_addresses(arguments: Arguments) -> Path:
    path = arguments.state / ADDRESSES_FILE
    path.write_text(json.dumps(addresses(arguments), indent=2) + "\n", encoding="utf-8")
    return path
