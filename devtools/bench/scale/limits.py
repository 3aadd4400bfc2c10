"""AWS's limits, with their sources. Everything that the simulation knows of AWS's quotas is in this table."""

from dataclasses import dataclass, replace
from typing import NamedTuple

GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
REQUESTS_SOURCE = GATEWAY + "limits.html"
SOCKETS_SOURCE = GATEWAY + "apigateway-execution-service-websocket-limits-table.html"
LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/"
RAMP_SOURCE = LAMBDA + "scaling-behavior.html"
DYNAMODB = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
PARTITION_SOURCE = DYNAMODB + "warm-throughput-scenarios.html"
ON_DEMAND_SOURCE = DYNAMODB + "on-demand-capacity-mode.html"


class Limit(NamedTuple):
    what: str
    value: float
    unit: str
    raised: str  # how to raise it, or why not
    source: str


LIMITS = {
    "requests": Limit(
        "API Gateway: REST, WebSocket and `@connections` together, of an account in a region",
        *(10_000, "requests/s"),
        *("Service Quotas, L-8A5B8E43; 2,500 in some newer regions", REQUESTS_SOURCE),
    ),
    "burst": Limit(
        "the same, at one moment",
        *(5_000, "requests"),
        *("AWS sets it by the quota above", REQUESTS_SOURCE),
    ),
    "connects": Limit(
        "API Gateway: new sockets, of an account in a region",
        *(500, "sockets/s"),
        *("Service Quotas, L-9ED1E49A", SOCKETS_SOURCE),
    ),
    "concurrency": Limit(
        "Lambda: calls at one moment, of an account in a region",
        *(1_000, "calls"),
        *("Service Quotas; new accounts may have less", LAMBDA + "lambda-concurrency.html"),
    ),
    "ramp": Limit(
        "Lambda: new processes of each function in 10 seconds",
        *(1_000, "processes"),
        *("no", RAMP_SOURCE),
    ),
    "partition writes": Limit(
        "DynamoDB: writes to one partition of a table or an index",
        *(1_000, "write units/s"),
        *("no", PARTITION_SOURCE),
    ),
    "partition reads": Limit(
        "DynamoDB: reads of one partition",
        *(3_000, "read units/s"),
        *("no", PARTITION_SOURCE),
    ),
    "new table writes": Limit(
        "DynamoDB on demand: writes of a new table. Later twice its highest rate so far",
        *(4_000, "write units/s"),
        *("warm throughput of the table", ON_DEMAND_SOURCE),
    ),
    "new table reads": Limit(
        "the same for reads",
        *(12_000, "read units/s"),
        *("warm throughput of the table", ON_DEMAND_SOURCE),
    ),
    "table": Limit(
        "DynamoDB on demand: reads, and writes, of one table",
        *(40_000, "units/s"),
        *("Service Quotas", ON_DEMAND_SOURCE),
    ),
}


@dataclass(frozen=True, slots=True)
class Quotas:
    """What an account and a stage have. The defaults are AWS's, and those of `.chalice/config.json` for `prod`."""

    requests: float = LIMITS["requests"].value
    burst: float = LIMITS["burst"].value
    connects: float = LIMITS["connects"].value
    concurrency: float = LIMITS["concurrency"].value
    connect_reserved: float = 100
    message_reserved: float = 100
    disconnect_reserved: float = 25
    warm_connections: float = LIMITS["new table writes"].value  # write units of the table `connections`

    @property
    def api_concurrency(self) -> float:
        """What is left for the functions without a reservation."""
        return self.concurrency - self.connect_reserved - self.message_reserved - self.disconnect_reserved


# For the load of docs/scale.md: requests alone, and everything that the reconnect needs.
RAISED = Quotas(requests=100_000, burst=50_000, concurrency=5_000, message_reserved=1_000)
ALL_RAISED = replace(RAISED, connects=5_000, connect_reserved=1_000, warm_connections=40_000)
