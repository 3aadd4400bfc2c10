"""Whether and when a request is sent again: as botocore's own clients in standard mode, by the same code."""

from types import SimpleNamespace
from typing import Any

from botocore.exceptions import BotoCoreError
from botocore.retries.quota import RetryQuota
from botocore.retries.standard import (
    ExponentialBackoff,
    RetryContext,
    RetryEventAdapter,
    RetryQuotaChecker,
    StandardRetryConditions,
    ThrottlingErrorDetector,
)

from chalicelib.aws.answers import Answer


class Retries:
    """Those of one client, whose requests share a quota of retries. `attempts`: of a request, with the first one."""

    def __init__(self, service: str, attempts: int) -> None:
        throttling = ThrottlingErrorDetector(RetryEventAdapter())
        self.conditions = StandardRetryConditions(max_attempts=attempts)
        self.quota = RetryQuotaChecker(RetryQuota(), throttling)
        self.backoff = ExponentialBackoff(service_name=service, throttling_detector=throttling)
        # What is read of botocore's model of an operation. No operation that the server calls has an error that is
        # retryable by its model alone: a test keeps it so.
        self.operation: Any = SimpleNamespace(error_shapes=(), service_model=SimpleNamespace(service_name=service))

    def pause(
        self,
        attempt: int,
        request: dict[str, Any],
        *,
        answer: Answer | None = None,
        error: dict[str, Any] | None = None,
        failure: BotoCoreError | None = None,
    ) -> float | None:
        """Returns the seconds until the next attempt. None: the last one was final.

        `request`: the same for all attempts, and for `ended`. `error`: what the answer says. `failure`: why there is no
        answer.
        """
        context = RetryContext(attempt, self.operation, error, answer, failure, request)
        if self.conditions.is_retryable(context) and self.quota.acquire_retry_quota(context):
            return self.backoff.delay_amount(context)
        return None

    def ended(self, request: dict[str, Any], answer: Answer) -> None:
        """Returns to the quota what a request took that has now succeeded."""
        self.quota.release_retry_quota(request, answer)  # type: ignore[arg-type]
