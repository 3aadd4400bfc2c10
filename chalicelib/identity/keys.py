"""The key that signs tokens: from the environment on a laptop, from SSM Parameter Store on AWS."""

from functools import cache

import boto3

from chalicelib.config import config


class SigningKeyMissing(RuntimeError):
    """The deployment has no usable signing key. Nothing can be signed, so nothing is served."""


@cache
def signing_key() -> str:
    """Returns the HMAC key, at least 32 characters. Read once a process."""
    key = config().signing_key or from_parameter_store(config().signing_key_parameter)
    if len(key) < 32:
        raise SigningKeyMissing("The signing key must have at least 32 characters.")
    return key


def from_parameter_store(name: str | None) -> str:
    if not name:
        raise SigningKeyMissing("Set PORCHLIGHT_SIGNING_KEY_PARAMETER to the name of an SSM SecureString.")
    client = boto3.client("ssm", region_name=config().region)
    return str(client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])
