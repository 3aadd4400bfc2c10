"""The keys that sign requests: the environment's, as on Lambda, or those that botocore's session finds.

Botocore looks into the environment first, too. Its session is imported only where that has no keys.
"""

from typing import NamedTuple

from chalicelib import aws
from chalicelib.config import aws_variable


class Keys(NamedTuple):
    """Has the names of botocore's `Credentials`."""

    access_key: str
    secret_key: str
    token: str | None


def current() -> Keys | None:
    """None: there are none."""
    return of_environment() or of_session()


def of_environment() -> Keys | None:
    """None: it has no keys, or keys that botocore must renew."""
    access_key, secret_key = aws_variable("AWS_ACCESS_KEY_ID"), aws_variable("AWS_SECRET_ACCESS_KEY")
    if not access_key or not secret_key or aws_variable("AWS_CREDENTIAL_EXPIRATION"):
        return None
    return Keys(access_key, secret_key, aws_variable("AWS_SESSION_TOKEN"))


def of_session() -> Keys | None:
    found = aws.session().get_credentials()
    if not found:
        return None
    frozen = found.get_frozen_credentials()
    return Keys(frozen.access_key, frozen.secret_key, frozen.token)
