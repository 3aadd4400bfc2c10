"""Runs a job that is due."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib import logs, metrics
from chalicelib.errors import Busy
from chalicelib.failures import TryLater
from chalicelib.metrics import Metric
from chalicelib.model import now_ms
from chalicelib.notify import (
    answers,
    event_webhooks,
    held,
    jobs,
    leaving,
    mentions,
    push,
    schedules,
    transcripts,
    unread,
)
from chalicelib.notify.claims import InProgress
from chalicelib.notify.jobs import Job

PAUSES_SECONDS = (60, 120, 300, 900, 1800, 3600)  # before each further attempt; after the last one a job has failed

RUN: Mapping[type[Job], Callable[[Any], None]] = {
    jobs.UnreadCheck: unread.check,
    jobs.AnswerCheck: answers.check,
    jobs.HeldAlerts: held.send,
    jobs.PushTest: push.send_test,
    jobs.TranscriptMail: transcripts.send,
    jobs.Mention: mentions.alert,
    jobs.Unassignment: leaving.unassign,
    jobs.EventAttempt: event_webhooks.send,
}


def run(fields: dict[str, Any]) -> None:
    """Runs the job in its JSON form. One that cannot be done now is scheduled again, after growing pauses.

    Raises the cause after the last attempt: Lambda then puts the job into the queue of dead letters.
    """
    job = jobs.from_json(fields)
    try:
        RUN[type(job)](job)
    except (TryLater, InProgress, Busy) as cause:
        if job.attempt >= len(PAUSES_SECONDS):
            raise
        metrics.count(Metric.JOBS_POSTPONED)
        logs.info("job_postponed", job=fields["job"], attempt=job.attempt, cause=str(cause))
        pause = max(PAUSES_SECONDS[job.attempt], cause.seconds if isinstance(cause, TryLater) else 0)
        schedules.at(dataclasses.replace(job, attempt=job.attempt + 1), now_ms() + pause * 1000)
    else:
        metrics.count(Metric.JOBS_DONE)
