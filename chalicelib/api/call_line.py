"""The log line of every call and every socket event, with its metrics."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chalicelib import logs, metrics
from chalicelib.errors import Internal, Refusal
from chalicelib.metrics import Metric

KINDS = {429: Metric.LIMITED, 503: Metric.BUSY, 500: Metric.FAILURES}


class Line:
    """The result of a call."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.code: str | None = None

    def answered(self, status: int) -> None:
        self.status = status

    def refused(self, refusal: Refusal) -> None:
        self.status, self.code = refusal.status, refusal.code
        metrics.count(KINDS.get(refusal.status, Metric.REFUSALS))


@contextmanager
def call_line(event: str, lambda_context: Any, request: Mapping[str, Any], **fields: Any) -> Iterator[Line]:
    """Writes the line when the call ends, in any way. Lines logged inside have the same ids and `fields`.

    `request` is API Gateway's `requestContext`: a caller may report its request id, our answers have Lambda's.
    """
    line = Line()
    started = time.perf_counter()
    ids = {
        "request_id": logs.request_id(lambda_context),
        "gateway_request_id": request.get("requestId"),
        "function": getattr(lambda_context, "function_name", None),
    }
    with logs.of_call(**ids, **fields), metrics.of_call():
        try:
            yield line
        except Exception:
            logs.error("handler_failed")
            line.refused(Internal())
            raise
        finally:
            ms = round((time.perf_counter() - started) * 1000, 1)
            logs.info(event, status=line.status, code=line.code, ms=ms, **metrics.as_fields(ms))
