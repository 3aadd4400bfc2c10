"""The functions of the background work, as app.py calls them: each call writes one log line with its metrics.

Each imports its own part of the work, so that its cold start loads nothing of the others'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib import logs, metrics
from chalicelib.function_line import line

if TYPE_CHECKING:
    from chalicelib.notify.records import LambdaAnswer


def message_stored(event: dict[str, Any], context: Any) -> LambdaAnswer:
    """For each batch of records from the stream of the messages table."""
    from chalicelib.notify import records

    with line("records", context, records=len(event["Records"])):
        answer = records.handle(event)
        logs.add(failed=len(answer["batchItemFailures"]))
        return answer


def job_due(event: dict[str, Any], context: Any) -> None:
    """For each schedule. `event`: the job in its JSON form."""
    from chalicelib.notify import runner

    with line("job", context, job=event.get("job")):
        try:
            runner.run(event)
        except Exception:
            metrics.count(metrics.Metric.JOBS_FAILED)
            raise


def mail_received(event: dict[str, Any], context: Any) -> None:
    """For each mail that SES received."""
    from chalicelib.notify.incoming import received

    with line("mail", context):
        received.handle(event)
