"""How many messages a second each limit carries while all sockets are open: arithmetic, without a simulation."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from deployment.cost.usage import HEARTBEAT_SECONDS, TYPING_SECONDS
from devtools.bench.scale.limits import LIMITS, Quotas
from devtools.bench.scale.load import (
    CHECK_SECONDS,
    CHECKS_OF_ADMIN,
    CONVERSATION_MESSAGES,
    INBOX_UNITS,
    PUSH_SECONDS,
    PUSHES_A_MESSAGE,
    USES,
    WAIT_SECONDS,
    Load,
)

STAGE_RATE = 50  # `DEFAULT_THROTTLE` of deployment/api_gateway.py; a test compares
SOCKET_ROW_BYTES = 350
READ_UNIT_BYTES = 4096


class Carried(NamedTuple):
    limit: str
    before: float  # what the open sockets use of it without any message
    each: float  # and each message
    most: float
    where: str  # "region" or "one site"

    @property
    def messages(self) -> float:
        """A second. Infinite if a message uses nothing of it."""
        return max(0.0, self.most - self.before) / self.each if self.each else math.inf


def requests_before(load: Load) -> float:
    """A second: checks, and heartbeats with their answers."""
    dashboards = load.sites * load.admins
    checks = (load.sockets - dashboards + dashboards * CHECKS_OF_ADMIN) / CHECK_SECONDS
    return checks + 2 * load.sockets / HEARTBEAT_SECONDS


def requests_each(load: Load) -> float:
    """The send, the read mark, their pushes, and the frames that say that somebody types, each with its own push."""
    return 2 + PUSHES_A_MESSAGE * load.pushes + 2 * load.typing / TYPING_SECONDS


def carried(load: Load, quotas: Quotas) -> Iterator[Carried]:
    frames = load.sockets / HEARTBEAT_SECONDS
    typing = load.typing / TYPING_SECONDS
    fan_out = min(WAIT_SECONDS, load.pushes * PUSH_SECONDS)
    api = USES["send"].seconds + USES["mark"].seconds + PUSHES_A_MESSAGE * fan_out
    polls = load.sockets / CHECK_SECONDS * USES["poll"].seconds
    yield Carried("the stage's own throttle, without `--rate`", 0, 1, STAGE_RATE, "region")
    yield Carried("API Gateway's requests", requests_before(load), requests_each(load), quotas.requests, "region")
    yield Carried(
        "`websocket_message`'s reserved concurrency",
        *(frames * USES["heartbeat"].seconds, typing * USES["typing"].seconds, quotas.message_reserved, "region"),
    )
    yield Carried("Lambda's concurrency", polls, api, quotas.api_concurrency, "region")
    table = LIMITS["table"].value
    yield Carried("writes of the table `conversations`", 0, table_writes(), table, "region")
    yield Carried(
        "writes of the inbox index's partition",
        0,
        sum(INBOX_UNITS.values()),
        LIMITS["partition writes"].value,
        "one site",
    )
    reads = PUSHES_A_MESSAGE * math.ceil(load.admins * SOCKET_ROW_BYTES / READ_UNIT_BYTES)
    yield Carried("reads of the audience's partition", 0, reads, LIMITS["partition reads"].value, "one site")


def table_writes() -> float:
    return USES["send"].conversations + USES["mark"].conversations


def hot_conversations() -> float:
    """Conversations a minute of one site whose units the partition of its inbox has, if each message is read once."""
    return LIMITS["partition writes"].value / sum(INBOX_UNITS.values()) / CONVERSATION_MESSAGES * 60
