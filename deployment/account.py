"""The AWS account that a command works on."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from devtools.console import Problem

CLIENT_CONFIG = Config(retries={"mode": "standard", "total_max_attempts": 8})
PYTHONS = ((3, 10), (3, 14))  # the oldest and the newest version that both Lambda and Chalice support
NOT_FOUND = (
    "404",
    "AWS.SimpleQueueService.NonExistentQueue",
    "NoSuchEntity",
    "NotFoundException",
    "ParameterNotFound",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
)


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    caller: str  # the ARN of the credentials
    region: str
    clients: dict[str, Any] = field(default_factory=dict, repr=False)

    def client(self, service: str) -> Any:
        if service not in self.clients:
            session: Any = boto3.Session(region_name=self.region)
            self.clients[service] = session.client(service, config=CLIENT_CONFIG)
        return self.clients[service]


def find(operation: Callable[..., Any], **parameters: str | bool) -> dict[str, Any] | None:
    """Returns AWS's response, or None if the resource does not exist."""
    try:
        return dict(operation(**parameters))
    except ClientError as error:
        if error.response["Error"]["Code"] in NOT_FOUND:
            return None
        raise


def current_account(region: str | None) -> Account:
    """Returns the account of the credentials. Raises `Problem` without credentials or without a region."""
    region = region or configured_region()
    try:
        identity = boto3.client("sts", region_name=region, config=CLIENT_CONFIG).get_caller_identity()
    except NoCredentialsError:
        raise Problem(
            "AWS credentials are missing. Run `aws configure`, or set AWS_PROFILE, "
            "or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        ) from None
    except (ClientError, BotoCoreError) as error:
        raise Problem(f"AWS rejects the credentials: {error} Sign in again, or set AWS_PROFILE.") from None
    return Account(identity["Account"], identity["Arn"], region)


def configured_region() -> str:
    try:
        region = os.environ.get("AWS_REGION") or boto3.Session().region_name
    except BotoCoreError as error:  # for example, AWS_PROFILE names an unknown profile
        raise Problem(f"The AWS configuration cannot be used: {error}") from None
    if not region:
        raise Problem("No region is configured. Choose one, for example: --region eu-central-1", exit_code=2)
    return region


def check_python() -> None:
    """Lambda runs the Python version that the packages are compiled for, which is the version of this process."""
    oldest, newest = PYTHONS
    if not oldest <= sys.version_info[:2] <= newest:
        raise Problem(
            f"Lambda runs Python {dotted(oldest)} to {dotted(newest)}; this is {dotted(sys.version_info[:2])}. "
            f"Start dev.py with one of those, for example: python{dotted(newest)} dev.py deploy"
        )


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
