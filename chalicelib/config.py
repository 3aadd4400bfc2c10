"""The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

NO_PREFIX = "no-table-prefix-"  # of tables that do not exist; storage refuses to look for them


@dataclass(frozen=True, slots=True)
class Config:
    """What differs between the local run, the tests and AWS. Nothing else does."""

    table_prefix: str
    region: str
    dynamodb_endpoint: str | None  # None: the region's own
    signing_key_file: str | None  # the file that holds the signing keys (local run, tests) ...
    signing_key_parameter: str | None  # ... or the SSM parameter that does (AWS)
    socket_url: str | None  # what pages connect to; None: pages only poll
    management_scheme: str  # of the @connections API: https everywhere but on a laptop
    log_level: str  # metrics are in lines of INFO: above it there are none
    metrics_stage: str | None  # the stage that metrics are told for; None: none are


def from_environment(environment: Mapping[str, str]) -> Config:
    return Config(
        table_prefix=environment.get("PORCHLIGHT_TABLE_PREFIX") or NO_PREFIX,
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
