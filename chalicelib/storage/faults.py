"""DynamoDB's errors: a condition that was not met, a fault after which a retry may succeed, and all others."""

from collections.abc import Callable, Iterable
from contextlib import ContextDecorator
from typing import ParamSpec

from botocore.exceptions import BotoCoreError
from pynamodb.exceptions import PynamoDBException

from chalicelib import metrics
from chalicelib.errors import Busy
from chalicelib.metrics import Metric

P = ParamSpec("P")

CONDITION_FAILED = "ConditionalCheckFailed"

# Codes after which the same call may succeed; a cancelled transaction lists the same ones without "Exception".
THROTTLED = {"ProvisionedThroughputExceeded", "RequestLimitExceeded", "ThrottlingError", "Throttling"}
RETRYABLE = {
    *THROTTLED,
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionConflict",
    "TransactionInProgress",
}


def is_retryable(error: PynamoDBException) -> bool:
    """Returns whether the same call may succeed a moment later: throttling, conflict, an unreachable store."""
    return isinstance(error.cause, BotoCoreError) or code_of(error) in RETRYABLE


def is_condition_failed(error: PynamoDBException) -> bool:
    return code_of(error) == CONDITION_FAILED


def code_of(error: PynamoDBException) -> str:
    if isinstance(error.cause, BotoCoreError):  # no answer came, so there is no code for PynamoDB to read
        return ""
    return (error.cause_response_code or "").removesuffix("Exception")


def count_throttled(codes: Iterable[str | None]) -> None:
    """Counts an answer with a throttling code. The caller receives `busy`, which does not give the cause."""
    if not THROTTLED.isdisjoint(codes):
        metrics.count(Metric.STORE_THROTTLED)


def try_write(write: Callable[P, object], *arguments: P.args, **named: P.kwargs) -> bool:
    """Makes a conditional write. Returns whether its condition was met, and the write made."""
    try:
        write(*arguments, **named)
    except PynamoDBException as error:
        if is_condition_failed(error):
            return False
        raise
    return True


class retryable_as_busy(ContextDecorator):  # noqa: N801 - used as a function is
    """Turns a retryable fault into `Busy`, as a context or a decorator."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, PynamoDBException) and is_retryable(error):
            count_throttled([code_of(error)])
            raise Busy() from error
