"""Jobs that run later: one-time schedules of EventBridge Scheduler, which are deleted after they ran.

Scheduler calls the function within the minute that follows the given second, at least once.
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

import hashlib
import json
from datetime import datetime, timezone
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.config import config
from chalicelib.model import now_ms
from chalicelib.notify.jobs import Job, to_json
from chalicelib.once import once

CLIENT_SETTINGS = {"connect_timeout": 2, "read_timeout": 5, "retries": {"mode": "standard", "total_max_attempts": 3}}
SOONEST_MS = 5000  # Scheduler refuses times in the past, and the request takes some time


def at(job: Job, time_ms: int) -> None:
    """Schedules a job, unless the same job is waiting already: then that one's time stays.

    So a job cannot schedule itself again with equal fields: its own schedule may not be deleted yet. `time_ms`: epoch
    milliseconds; a time in the past means as soon as possible. Raises botocore's errors.
    """
    moment = datetime.fromtimestamp(max(time_ms, now_ms() + SOONEST_MS) / 1000, timezone.utc)
    content = json.dumps(to_json(job), sort_keys=True)
    try:
        client().create_schedule(
            Name=hashlib.sha256(content.encode()).hexdigest(),
            GroupName=config().schedule_group,
            ScheduleExpression=f"at({moment:%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target={
                "Arn": config().job_function,
                "RoleArn": config().schedule_role,
                "Input": content,
                "DeadLetterConfig": {"Arn": config().dead_letters},
                "RetryPolicy": {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 10},
            },
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConflictException":
            raise


@once
def client() -> Any:
    return aws.client("scheduler", CLIENT_SETTINGS)
