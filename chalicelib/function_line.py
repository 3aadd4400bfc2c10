"""The log line of every call of a function that API Gateway does not call, with its metrics."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib import logs, metrics


@contextmanager
def line(event: str, context: Any, **fields: object) -> Iterator[None]:
    started = time.perf_counter()
    ids = {"request_id": logs.request_id(context), "function": getattr(context, "function_name", None)}
    with logs.of_call(**ids, **fields), metrics.of_call():
        try:
            yield
        except Exception:
            logs.error("handler_failed")
            metrics.count(metrics.Metric.FAILURES)
            raise
        finally:
            ms = round((time.perf_counter() - started) * 1000, 1)
            logs.info(event, ms=ms, **metrics.as_fields(ms))
