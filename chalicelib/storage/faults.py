"""What DynamoDB can answer besides yes, told apart: a condition that failed, and a fault that will pass."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError
from pynamodb.exceptions import PynamoDBException

from chalicelib import metrics
from chalicelib.errors import Busy
from chalicelib.metrics import Metric

CONDITION_FAILED = "ConditionalCheckFailed"

# Codes after which the same call may succeed; a cancelled transaction lists the same ones without "Exception".
THROTTLED = {"ProvisionedThroughputExceeded", "RequestLimitExceeded", "ThrottlingError", "Throttling"}
PASSING = {
    *THROTTLED,
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionConflict",
    "TransactionInProgress",
}


def is_passing(error: PynamoDBException) -> bool:
    """Says whether the same call may succeed a moment later: throttling, conflict, an unreachable store."""
    return isinstance(error.cause, BotoCoreError) or code_of(error) in PASSING


def is_condition_failed(error: PynamoDBException) -> bool:
    return code_of(error) == CONDITION_FAILED


def code_of(error: PynamoDBException) -> str:
    if isinstance(error.cause, BotoCoreError):  # no answer came; PynamoDB would look for a code in it
        return ""
    return (error.cause_response_code or "").removesuffix("Exception")


def count_throttled(codes: Iterable[str | None]) -> None:
    """Counts an answer that has one of these codes: its caller hears "busy", which says nothing of the cause."""
    if not THROTTLED.isdisjoint(codes):
        metrics.count(Metric.STORE_THROTTLED)


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
            count_throttled([code_of(error)])
            raise Busy() from error
        raise
