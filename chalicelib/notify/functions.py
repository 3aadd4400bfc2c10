"""The functions of the background work, as app.py calls them: each call writes one log line with its metrics."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib import logs, metrics
from chalicelib.notify import records, runner
from chalicelib.notify.incoming import received


def message_stored(event: dict[str, Any], context: Any) -> records.LambdaAnswer:
    """For each batch of records from the stream of the messages table."""
    with line("records", context, records=len(event["Records"])):
        answer = records.handle(event)
        logs.add(failed=len(answer["batchItemFailures"]))
        return answer


def job_due(event: dict[str, Any], context: Any) -> None:
    """For each schedule. `event`: the job in its JSON form."""
    with line("job", context, job=event.get("job")):
        try:
            runner.run(event)
        except Exception:
            metrics.count(metrics.Metric.JOBS_FAILED)
            raise


def mail_received(event: dict[str, Any], context: Any) -> None:
    """For each mail that SES received."""
    with line("mail", context):
        received.handle(event)


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
