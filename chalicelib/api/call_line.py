"""The log line of every call and every socket event, with its metrics."""

import time
from collections.abc import Mapping
from typing import Any

from chalicelib import logs, metrics
from chalicelib.errors import Internal, Refusal
from chalicelib.metrics import Metric

KINDS = {429: Metric.LIMITED, 503: Metric.BUSY, 500: Metric.FAILURES}


class CallLine:
    """Writes the line when the call ends, in any way. Lines logged inside have the same ids and `fields`.

    `request` is API Gateway's `requestContext`: a caller may report its request id, our answers have Lambda's.
    """

    def __init__(self, event: str, lambda_context: Any, request: Mapping[str, Any], **fields: Any) -> None:
        self.event = event
        self.status: int | None = None
        self.code: str | None = None
        self.started = time.perf_counter()
        self.lines = logs.of_call(
            request_id=logs.request_id(lambda_context),
            gateway_request_id=request.get("requestId"),
            function=getattr(lambda_context, "function_name", None),
            **fields,
        )
        self.metrics = metrics.of_call()

    def answered(self, status: int) -> None:
        self.status = status

    def refused(self, refusal: Refusal) -> None:
        self.status, self.code = refusal.status, refusal.code
        metrics.count(KINDS.get(refusal.status, Metric.REFUSALS))

    def __enter__(self) -> "CallLine":
        self.lines.__enter__()
        self.metrics.__enter__()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            logs.error("handler_failed")
            self.refused(Internal())
        ms = round((time.perf_counter() - self.started) * 1000, 1)
        logs.info(self.event, status=self.status, code=self.code, ms=ms, **metrics.as_fields(ms))
        self.metrics.__exit__()
        self.lines.__exit__()
