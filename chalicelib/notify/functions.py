"""The functions of the background work, as app.py calls them: each call writes one log line with its metrics."""

from typing import Any

from chalicelib import logs, metrics
from chalicelib.function_line import line
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
