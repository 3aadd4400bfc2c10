"""What DynamoDB can answer besides yes, told apart: a condition that failed, and a fault that will pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError
from pynamodb.exceptions import PynamoDBException

from chalicelib.errors import Busy

CONDITION_FAILED = "ConditionalCheckFailedException"

# Codes after which the same call may succeed; a cancelled transaction lists the same ones without "Exception".
PASSING = {
    "InternalServerError",
    "ProvisionedThroughputExceeded",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingError",
    "Throttling",
    "TransactionConflict",
    "TransactionInProgress",
}


def is_passing(error: PynamoDBException) -> bool:
    """Says whether the same call may succeed a moment later: throttling, conflict, an unreachable store."""
    if isinstance(error.cause, BotoCoreError):
        return True
    return (error.cause_response_code or "").removesuffix("Exception") in PASSING


def is_condition_failed(error: PynamoDBException) -> bool:
    if isinstance(error.cause, BotoCoreError):  # no answer came; PynamoDB would look for a code in it
        return False
    return error.cause_response_code == CONDITION_FAILED


def held(write: Callable[..., object], **arguments: Any) -> bool:
    """Makes a conditional write. Says whether its condition held, and so whether it was made."""
    try:
        write(**arguments)
    except PynamoDBException as error:
        if is_condition_failed(error):
            return False
        raise
    return True


@contextmanager
def passing_as_busy() -> Iterator[None]:
    """Turns a passing fault into `Busy`, which the caller may retry. Works as a decorator too."""
    try:
        yield
    except PynamoDBException as error:
        if is_passing(error):
            raise Busy() from error
        raise
