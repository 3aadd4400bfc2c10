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
from chalicelib.storage.cache import RecentCache

CLIENT_SETTINGS = {"connect_timeout": 2, "read_timeout": 5, "retries": {"mode": "standard", "total_max_attempts": 3}}
SOONEST_MS = 5000  # Scheduler refuses times in the past, and the request takes some time
MARGIN_MS = 2000  # by which Scheduler's clock may be ahead
MOST_KNOWN = 1_000

# When the jobs run that this process has scheduled, in epoch milliseconds. Until then the same job is waiting already:
# every message of a conversation that nobody has read asks for the same check.
waiting: RecentCache[str, int] = RecentCache(lambda: 3600.0, MOST_KNOWN)


def at(job: Job, time_ms: int) -> None:
    """Schedules a job, unless the same job is waiting already: then that one's time stays.

    So a job cannot schedule itself again with equal fields: its own schedule may not be deleted yet. `time_ms`: epoch
    milliseconds; a time in the past means as soon as possible. Raises botocore's errors.
    """
    content = json.dumps(to_json(job), sort_keys=True)
    name = hashlib.sha256(content.encode()).hexdigest()
    if now_ms() < (waiting.get(name) or 0) - MARGIN_MS:
        return
    seconds = max(time_ms, now_ms() + SOONEST_MS) // 1000
    moment = datetime.fromtimestamp(seconds, timezone.utc)
    try:
        client().create_schedule(
            Name=name,
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
    else:
        waiting.put(name, seconds * 1000)


@once
def client() -> Any:
    return aws.client("scheduler", CLIENT_SETTINGS)
