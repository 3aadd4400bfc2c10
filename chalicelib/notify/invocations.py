"""Jobs that run at once: asynchronous invocations of the function that runs jobs, which Lambda makes at least once.

A schedule would wait for up to a minute. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
"""

import json
from typing import Any

from chalicelib import aws
from chalicelib.config import config
from chalicelib.notify.jobs import Job, to_json
from chalicelib.once import once

CLIENT_SETTINGS = {"connect_timeout": 2, "read_timeout": 5, "retries": {"mode": "standard", "total_max_attempts": 3}}


def start(job: Job) -> None:
    """Returns when Lambda has accepted the job. Raises botocore's errors."""
    payload = json.dumps(to_json(job), sort_keys=True).encode()
    client().invoke(FunctionName=config().job_function, InvocationType="Event", Payload=payload)


@once
def client() -> Any:
    return aws.client("lambda", CLIENT_SETTINGS)
