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
    signing_key_file: str | None  # the file with the signing keys (local run, tests) ...
    signing_key_parameter: str | None  # ... or the SSM parameter with them (AWS)
    socket_url: str | None  # what pages connect to; None: pages only poll
    management_scheme: str  # of the @connections API: https, except on a laptop
    log_level: str  # metrics are in lines of level INFO; above it there are none
    metrics_stage: str | None  # the stage that metrics are reported for; None: no metrics


def from_environment(environment: Mapping[str, str]) -> Config:
    return Config(
        table_prefix=environment.get("PORCHLIGHT_TABLE_PREFIX", ""),
        region=environment.get("AWS_REGION", "us-east-1"),
        dynamodb_endpoint=environment.get("PORCHLIGHT_DYNAMODB_ENDPOINT") or None,
        signing_key_file=environment.get("PORCHLIGHT_SIGNING_KEY_FILE") or None,
        signing_key_parameter=environment.get("PORCHLIGHT_SIGNING_KEY_PARAMETER") or None,
        socket_url=environment.get("PORCHLIGHT_SOCKET_URL") or None,
        management_scheme=environment.get("PORCHLIGHT_MANAGEMENT_SCHEME", "https"),
        log_level=environment.get("PORCHLIGHT_LOG_LEVEL", "INFO"),
        metrics_stage=environment.get("PORCHLIGHT_METRICS_STAGE") or None,
    )


@cache
def config() -> Config:
    """Returns this process's configuration, read once."""
    return from_environment(os.environ)
