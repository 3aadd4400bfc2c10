"""A region of AWS with a stage of Porchlight: lets a call through, or refuses it, and counts both."""

from collections import Counter
from collections.abc import Callable

from deployment.cost.usage import HEARTBEAT_SECONDS
from devtools.bench.scale.limits import LIMITS, Quotas
from devtools.bench.scale.load import (
    CHECK_SECONDS,
    COLD_SECONDS,
    INBOX_UNITS,
    PUSH_SECONDS,
    SOCKET_SECONDS,
    USES,
    WAIT_SECONDS,
    Load,
    Use,
)
from devtools.bench.scale.queues import TokenBucket, Units, Workers
from devtools.bench.scale.retry import Refusal
from devtools.bench.scale.world import World

NETWORK_SECONDS = 0.06  # there and back, with API Gateway's own time
# How long a call tries to get DynamoDB's units: the client makes one more attempt (`chalicelib/storage/database.py`),
# and a send eight, with pauses that double (`chalicelib/chat/append.py`).
PATIENCE = 0.1
SEND_PATIENCE = 1.3
THROTTLED = Refusal(busy=True, retry_after=5)  # deployment/templates/gateway_responses.json
FAILED = Refusal(busy=True, retry_after=1)

Done = Callable[[Refusal | None], None]


class Region:
    def __init__(self, world: World, load: Load, quotas: Quotas) -> None:
        self.world, self.load = world, load
        part = load.share
        self.gateway = TokenBucket(world.now, quotas.requests * part, quotas.burst * part)
        self.handshakes = TokenBucket(world.now, quotas.connects * part, quotas.connects * part)
        most = {
            "api": quotas.api_concurrency,
            "connect": quotas.connect_reserved,
            "message": quotas.message_reserved,
            "disconnect": quotas.disconnect_reserved,
        }
        used = running(load)
        self.functions = {
            name: Workers(world.now, limit, LIMITS["ramp"].value, used.get(name, 0), load.share)
            for name, limit in most.items()
        }
        self.tables = {name: Units(world.now, rate * load.share) for name, rate in capacities(load, quotas).items()}
        self.inboxes: dict[int, Units] = {}
        self.offered: Counter[tuple[int, str]] = Counter()
        self.refused: Counter[tuple[int, str]] = Counter()
        self.reasons: Counter[tuple[int, str]] = Counter()

    def call(self, kind: str, done: Done, site: int = 0, pushes: int = 0) -> None:
        """Calls `done` once the page has the answer: nothing, or how it was refused."""
        use = USES[kind]
        self.count(self.offered, kind, use.requests)
        if self.gateway.take(use.requests) < use.requests:
            return self.refuse(kind, use, "requests", THROTTLED, done)
        if kind == "connect" and not self.handshakes.take():
            return self.refuse(kind, use, "connects", THROTTLED, done)
        workers = self.functions[use.function]
        got, cold = workers.take()
        if not got:
            return self.refuse(kind, use, f"concurrency of {use.function}", FAILED, done)
        patience = SEND_PATIENCE if kind == "send" else PATIENCE
        waited = self.units(kind, use, site, patience)
        seconds = use.seconds * (0.8 + 0.4 * self.world.chance()) + cold * COLD_SECONDS
        seconds += min(WAIT_SECONDS, pushes * PUSH_SECONDS)
        # A call whose units are not there is refused after it has tried, and has held a process meanwhile.
        refusal = None if waited is not None else FAILED
        if refusal:
            self.count(self.refused, kind, use.requests)

        def ended() -> None:
            workers.release()
            self.world.after(NETWORK_SECONDS, lambda: done(refusal))

        self.world.after(seconds + (patience if waited is None else waited), ended)
        return None

    def units(self, kind: str, use: Use, site: int, patience: float) -> float | None:
        """How long the call waits for DynamoDB's units, or nothing: the server gives up."""
        waits = []
        for name, wanted in (
            ("connections writes", use.connections),
            ("conversations writes", use.conversations),
            ("conversations reads", use.reads),
        ):
            if wanted:
                waits.append((name, self.tables[name].wait(wanted, patience)))
        if kind in INBOX_UNITS:
            waits.append(("inbox partition", self.inbox(site).wait(INBOX_UNITS[kind], patience)))
        for name, waited in waits:
            if waited is None:
                self.count(self.reasons, name)
                return None
        return max((waited or 0.0 for _, waited in waits), default=0.0)

    def inbox(self, site: int) -> Units:
        if site not in self.inboxes:
            self.inboxes[site] = Units(self.world.now, LIMITS["partition writes"].value)
        return self.inboxes[site]

    def push(self, sockets: int) -> int:
        """Posts to so many sockets, in order. Returns how many of the first ones were accepted."""
        accepted = self.gateway.take(sockets)
        self.count(self.offered, "push", sockets)
        self.count(self.refused, "push", sockets - accepted)
        if accepted < sockets:
            self.count(self.reasons, "requests", sockets - accepted)
        return accepted

    def frames(self, kind: str, frames: int) -> int:
        """Frames that nobody waits for. Returns how many a function has handled."""
        use = USES[kind]
        self.count(self.offered, kind, frames)
        accepted = self.gateway.take(frames)
        workers = self.functions[use.function]
        got, cold = workers.take(accepted)
        self.count(self.refused, kind, frames - got)
        self.count(self.reasons, "requests", frames - accepted)
        self.count(self.reasons, f"concurrency of {use.function}", accepted - got)
        self.world.after(use.seconds, lambda: workers.release(got - cold))
        self.world.after(use.seconds + COLD_SECONDS, lambda: workers.release(cold))
        return got

    def refuse(self, kind: str, use: Use, reason: str, refusal: Refusal, done: Done) -> None:
        self.count(self.refused, kind, use.requests)
        self.count(self.reasons, reason, use.requests)
        self.world.after(NETWORK_SECONDS, lambda: done(refusal))

    def count(self, counter: "Counter[tuple[int, str]]", name: str, amount: int = 1) -> None:
        if amount:
            counter[int(self.world.now()), name] += amount


def running(load: Load) -> dict[str, float]:
    """The processes that the steady load keeps warm."""
    frames = load.sockets / HEARTBEAT_SECONDS
    each = {
        "api": load.sockets / CHECK_SECONDS * USES["poll"].seconds
        + load.messages * (USES["send"].seconds + USES["mark"].seconds + 2 * load.pushes * PUSH_SECONDS),
        "message": frames * USES["heartbeat"].seconds + load.typing_frames * USES["typing"].seconds,
    }
    return {name: 1.3 * processes for name, processes in each.items()}


def capacities(load: Load, quotas: Quotas) -> dict[str, float]:
    """A table that has lived with the load takes twice as much at once, up to the account's quota for a table."""
    connects = load.sockets / SOCKET_SECONDS
    steady = {
        "connections writes": 6 * connects,
        "conversations writes": 3 * load.messages,
        "conversations reads": load.sockets / CHECK_SECONDS
        + load.sockets / HEARTBEAT_SECONDS
        + 2 * load.messages
        + load.typing_frames,
    }
    least = {
        "connections writes": quotas.warm_connections,
        "conversations writes": LIMITS["new table writes"].value,
        "conversations reads": LIMITS["new table reads"].value,
    }
    return {name: min(LIMITS["table"].value, max(least[name], 2 * steady[name])) for name in steady}
