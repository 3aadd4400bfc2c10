"""The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that differs between the local run, the tests and AWS."""

    table_prefix: str  # of the names of all tables; "" where the app was not deployed
    region: str
    dynamodb_endpoint: str | None  # None: the region's
    parameters_endpoint: str | None  # of Parameter Store; None: the region's
    functions_endpoint: str | None  # of Lambda; None: the region's
    signing_key_file: str | None  # the file with the signing keys (local run, tests) ...
    signing_key_parameter: str | None  # ... or the SSM parameter with them (AWS)
    socket_url: str | None  # what pages connect to; None: pages only poll
    management_scheme: str  # of the @connections API: https, except on a laptop
    log_level: str  # metrics are in lines of level INFO; above it there are none
    metrics_stage: str | None  # the stage that metrics are reported for; None: no metrics
    schedule_group: str  # of EventBridge Scheduler, for jobs that run later ...
    schedule_role: str  # ... ARN of the role with which it calls `job_function` ...
    job_function: str  # ... ARN
    fan_out_function: str  # ARN of the function that pushes to large audiences; "": each call pushes to all itself
    dead_letters: str  # ARN of the queue for jobs that failed for good
    mail_from: str | None  # the sender of all mail, an address that SES may send from; None: mail is not set up
    mail_domain: str | None  # at which SES receives answers to our mail; None: answers by mail are not set up
    mail_bucket: str | None  # where SES stores received mail
    files_bucket: str | None  # for the files of messages; None: messages have no attachments
    pages_bucket: str | None  # with the widget's files; None: the server cannot write settings beside them
    dashboard_url: str | None  # for links in alerts
    api_url: str | None  # for links in mail
    push_key_file: str | None  # the file with the key that signs push notifications (local run, tests) ...
    push_key_parameter: str | None  # ... or the SSM parameter with it (AWS)
    push_public_key: str | None  # of the same key, for pages: base64url of the point; None: push is not set up
    private_targets: bool  # whether webhooks and push services may be http and on private addresses: on a laptop only
    recent_seconds: float  # how long a process goes by a site's settings, sessions and API tokens that it has read

    def dashboard_link(self, place: str) -> str | None:
        """The dashboard's page for `place`: see admin_static/route.js. None: its address is not known."""
        if self.dashboard_url is None:
            return None
        page = self.dashboard_url if self.dashboard_url.endswith(".html") else f"{self.dashboard_url.rstrip('/')}/"
        return f"{page}#/{place}"


def from_environment(environment: Mapping[str, str]) -> Config:
    return Config(
        table_prefix=environment.get("PORCHLIGHT_TABLE_PREFIX", ""),
        region=environment.get("AWS_REGION", "us-east-1"),
        dynamodb_endpoint=environment.get("PORCHLIGHT_DYNAMODB_ENDPOINT") or None,
        parameters_endpoint=environment.get("PORCHLIGHT_PARAMETERS_ENDPOINT") or None,
        functions_endpoint=environment.get("PORCHLIGHT_FUNCTIONS_ENDPOINT") or None,
        signing_key_file=environment.get("PORCHLIGHT_SIGNING_KEY_FILE") or None,
        signing_key_parameter=environment.get("PORCHLIGHT_SIGNING_KEY_PARAMETER") or None,
        socket_url=environment.get("PORCHLIGHT_SOCKET_URL") or None,
        management_scheme=environment.get("PORCHLIGHT_MANAGEMENT_SCHEME", "https"),
        log_level=environment.get("PORCHLIGHT_LOG_LEVEL", "INFO"),
        metrics_stage=environment.get("PORCHLIGHT_METRICS_STAGE") or None,
        schedule_group=environment.get("PORCHLIGHT_SCHEDULE_GROUP", ""),
        schedule_role=environment.get("PORCHLIGHT_SCHEDULE_ROLE", ""),
        job_function=environment.get("PORCHLIGHT_JOB_FUNCTION", ""),
        fan_out_function=environment.get("PORCHLIGHT_FAN_OUT_FUNCTION", ""),
        dead_letters=environment.get("PORCHLIGHT_DEAD_LETTERS", ""),
        mail_from=environment.get("PORCHLIGHT_MAIL_FROM") or None,
        mail_domain=environment.get("PORCHLIGHT_MAIL_DOMAIN") or None,
        mail_bucket=environment.get("PORCHLIGHT_MAIL_BUCKET") or None,
        files_bucket=environment.get("PORCHLIGHT_FILES_BUCKET") or None,
        pages_bucket=environment.get("PORCHLIGHT_PAGES_BUCKET") or None,
        dashboard_url=environment.get("PORCHLIGHT_DASHBOARD_URL") or None,
        api_url=environment.get("PORCHLIGHT_API_URL") or None,
        push_key_file=environment.get("PORCHLIGHT_PUSH_KEY_FILE") or None,
        push_key_parameter=environment.get("PORCHLIGHT_PUSH_KEY_PARAMETER") or None,
        push_public_key=environment.get("PORCHLIGHT_PUSH_PUBLIC_KEY") or None,
        private_targets=environment.get("PORCHLIGHT_PRIVATE_TARGETS") == "yes",
        recent_seconds=float(environment.get("PORCHLIGHT_RECENT_SECONDS", "60")),
    )


def aws_variable(name: str) -> str | None:
    """A variable of AWS's own tools. Read anew each time, as those do."""
    return os.environ.get(name) or None


@cache
def config() -> Config:
    """Returns this process's configuration, read once."""
    return from_environment(os.environ)
