"""How long a call takes on AWS, added up from stated parts at random. Nothing here is a measurement of a deployment."""

import math
import random
from typing import NamedTuple

from deployment.cost.bill import CALL_CPU_MS, PUSH_CPU_MS, REQUEST_CPU_MS, gb_seconds
from deployment.cost.calls import CALLS
from deployment.cost.prices import PRICES
from devtools.bench.scale.load import ASSUMED, MEMORY_SHARE, WAIT_SECONDS

SAMPLES = 5_000
SEED = 7


class Part(NamedTuple):
    """A log-normal time in milliseconds, by its half and its 99th percentile."""

    what: str
    p50: float
    p99: float
    source: str

    def draw(self, chance: random.Random) -> float:
        sigma = math.log(self.p99 / self.p50) / 2.326
        return chance.lognormvariate(math.log(self.p50), sigma)


PARTS = {
    "gateway": Part(
        "API Gateway's REST API with a proxy integration, without the function",
        *(10, 30),
        "second-hand: 10 to 30 ms, https://www.smplogs.com/patterns/apigateway/high-latency",
    ),
    "invoke": Part("Lambda's invocation of a process that has run before", 2, 10, "assumed"),
    "request": Part(
        "a request to DynamoDB, on an open connection",
        *(4, 15),
        'assumed within AWS\'s "single-digit millisecond", with the mean that the bill uses: '
        "https://aws.amazon.com/blogs/database/understanding-amazon-dynamodb-latency/",
    ),
    "post": Part("a post to `@connections` until the frame leaves", 15, 60, "assumed: no measurement was found"),
    "cold": Part(
        "a cold start: Lambda's part and the first call's imports",
        *(ASSUMED.cold_ms, 2 * ASSUMED.cold_ms),
        "the bill's assumption; docs/performance.md has the part that was measured",
    ),
}
SPREAD = Part("CPU time, as a factor", 1, 1.6, "")

# Calls whose audiences are read at the same time: one round trip for two requests.
TWO_AUDIENCES = {"later message", "mark-read"}
POSTS_AT_ONCE = 16  # `chalicelib/realtime/fanout.py`; a test compares
FIBRE_KM_MS = 200  # light in fibre; a way is assumed to be 1.4 times the distance
DETOUR = 1.4
OWN_NETWORK_MS = 10  # from the page to the internet's backbone and back
PLACES = {"same country": 500, "same continent": 2_000, "Frankfurt to Virginia": 6_500, "Sydney to Virginia": 15_700}


class Call(NamedTuple):
    title: str
    name: str  # of deployment/cost/calls.py
    pushes: int
    is_rest: bool = True


LISTED = (
    Call("a send, to a visitor's page and five dashboards", "later message", 6),
    Call("a read mark, to as many", "mark-read", 6),
    Call("a poll or check that finds nothing", "poll that finds nothing", 0),
    Call("a check of the inbox that finds nothing", "inbox poll that finds nothing", 0),
    Call("a ticket", "visitor's ticket", 0),
    Call("`$connect`", "connect", 0, False),
    Call("a heartbeat, with its answer", "heartbeat of a page with one conversation open", 1, False),
)


def round_trips(call: Call) -> float:
    """To DynamoDB, one after the other."""
    return CALLS[call.name].requests - (call.name in TWO_AUDIENCES)


def cpu_ms(call: Call) -> float:
    return (CALL_CPU_MS + REQUEST_CPU_MS * CALLS[call.name].requests + PUSH_CPU_MS * call.pushes) / MEMORY_SHARE


def one(call: Call, chance: random.Random, *, cold: bool = False) -> tuple[float, float]:
    """Milliseconds in the region until the answer, and until the last of the pushes has left."""
    start = PARTS["gateway"].draw(chance) / 2 + PARTS["invoke"].draw(chance)
    start += PARTS["cold"].draw(chance) if cold else 0
    work = cpu_ms(call) * SPREAD.draw(chance)
    work += sum(PARTS["request"].draw(chance) for _ in range(round(round_trips(call))))
    posts = max((PARTS["post"].draw(chance) for _ in range(call.pushes)), default=0.0)
    waited = min(posts, WAIT_SECONDS * 1000)
    return start + work + waited + PARTS["gateway"].draw(chance) / 2, start + work + posts


class Times(NamedTuple):
    answer: tuple[float, float]
    seen: tuple[float, float]
    cold: float


def times(call: Call, samples: int = SAMPLES) -> Times:
    """Half and 99th percentile of warm calls; half of cold ones. Without the network to the page."""
    chance = random.Random(f"{SEED} {call.name}")
    drawn = [one(call, chance) for _ in range(samples)]
    cold = [one(call, chance, cold=True)[0] for _ in range(samples // 10)]
    answers, seen = zip(*drawn, strict=True)
    return Times(halves(answers), halves(seen), halves(cold)[0])


def halves(values: "tuple[float, ...] | list[float]") -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]


def network_ms(kilometres: float) -> float:
    """There and back."""
    return OWN_NETWORK_MS + 2 * kilometres / FIBRE_KM_MS * DETOUR


def dollars_for_1000(call: Call) -> float:
    units, price = CALLS[call.name], {name: each.dollars / each.per for name, each in PRICES.items()}
    seconds = gb_seconds(
        ASSUMED.memory_mb,
        CALL_CPU_MS + REQUEST_CPU_MS * units.requests + PUSH_CPU_MS * call.pushes,
        units.requests * ASSUMED.round_trip_ms,
    )
    each = (
        price["REST calls" if call.is_rest else "WebSocket messages"]
        + price["WebSocket messages"] * call.pushes
        + price["Lambda calls"]
        + price["Lambda GB-seconds, arm64"] * seconds
        + price["DynamoDB read units"] * units.read
        + price["DynamoDB write units"] * (units.written + units.index_written)
    )
    return 1000 * each
