"""Amazon S3, where files are stored: mails as they arrived, files of messages, and files for the pages of a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.errors import Busy
from chalicelib.once import once

CLIENT_SETTINGS = {
    "connect_timeout": 2,
    "read_timeout": 5,
    "retries": {"mode": "standard", "total_max_attempts": 2},
    "signature_version": "s3v4",
    # The region's own address, so that a page's policy can name it: S3 redirects from the global one.
    "s3": {"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
}


@contextmanager
def requests() -> Iterator[Any]:
    """The client. Inside, a refused request and an S3 that is out of reach raise `Busy`."""
    try:
        yield client()
    except (ClientError, BotoCoreError) as error:
        raise Busy() from error


def status(busy: Busy) -> int:
    """The HTTP status that S3 refused with; 0 if it did not answer."""
    cause = busy.__cause__
    return int(cause.response["ResponseMetadata"]["HTTPStatusCode"]) if isinstance(cause, ClientError) else 0


@once
def client() -> Any:
    return aws.client("s3", CLIENT_SETTINGS)
