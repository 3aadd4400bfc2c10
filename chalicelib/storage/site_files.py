"""Files for the pages of a site, in the bucket with the widget's script and beside it. Anybody can read them."""

from typing import Any

from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.once import once

PREFIX = "widget/sites/"  # deployment/pages.py leaves these files alone
HEADERS = {"ContentType": "application/json", "CacheControl": "public, max-age=60"}
CLIENT_CONFIG = ClientConfig(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 2},
    signature_version="s3v4",
    s3={"addressing_style": "virtual"},
)


def put(widget_token: str, content: bytes) -> None:
    """Raises `Busy` if S3 is out of reach."""
    try:
        client().put_object(
            Bucket=config().pages_bucket,
            Key=key(widget_token),
            Body=content,
            **HEADERS,
        )
    except (ClientError, BotoCoreError) as error:
        raise Busy() from error


def delete(widget_token: str) -> None:
    """Deletes the file if there is one. Raises `Busy` if S3 is out of reach."""
    try:
        client().delete_object(Bucket=config().pages_bucket, Key=key(widget_token))
    except (ClientError, BotoCoreError) as error:
        raise Busy() from error


def key(widget_token: str) -> str:
    return f"{PREFIX}{widget_token}.json"


@once
def client() -> Any:
    return aws.client("s3", config=CLIENT_CONFIG)
