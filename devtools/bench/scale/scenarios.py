"""The scenarios that are simulated, and the results of each."""

from dataclasses import dataclass, replace

from devtools.bench.scale.chats import Chats
from devtools.bench.scale.engine import Engine, parameters
from devtools.bench.scale.limits import ALL_RAISED, RAISED, Quotas
from devtools.bench.scale.load import Load
from devtools.bench.scale.outcomes import Outcome, Point
from devtools.bench.scale.world import World

SEED = 20261128
SHARE = 0.05  # of the region: one simulated page stands for twenty
CUT_AT = 60  # seconds: every socket is cut
END_AT = 380
STEP = 5  # seconds of each point of a plot
HOT_END = 90


@dataclass(frozen=True, slots=True)
class Scenario:
    title: str
    load: Load
    quotas: Quotas
    changed: dict[str, float]  # parameters of the engine that differ


FITS = Load(messages=50, share=SHARE)
TARGET = Load(share=SHARE)
TWICE_FITS = replace(FITS, messages=100, sockets=200_000)
TWICE = replace(TARGET, messages=4_000, sockets=200_000)

SCENARIOS = {
    "default": Scenario("50 messages/s, AWS's default quotas", FITS, Quotas(), {}),
    "default twice": Scenario("100 messages/s, 200,000 sockets, default quotas", TWICE_FITS, Quotas(), {}),
    "target": Scenario("2,000 messages/s, default quotas", TARGET, Quotas(), {}),
    "requests": Scenario("2,000 messages/s, 100,000 requests/s, 500 sockets/s", TARGET, RAISED, {}),
    "raised": Scenario("2,000 messages/s, everything raised", TARGET, ALL_RAISED, {}),
    "raised twice": Scenario("4,000 messages/s, 200,000 sockets, everything raised", TWICE, ALL_RAISED, {}),
}


def run(scenario: Scenario, seed: int = SEED, cut_at: int = CUT_AT, end_at: int = END_AT) -> Outcome:
    """Simulates one scenario. The same seed gives the same outcome."""
    world = World(seed)
    engine: Engine = replace(parameters(), **scenario.changed)
    chats = Chats(world, scenario.load, scenario.quotas, engine)
    chats.start()
    points = []
    for at in range(0, end_at, STEP):
        if at == cut_at:
            chats.cut()
        world.run(at + STEP)
        points.append(point(chats, at, at - cut_at))
    return outcome(scenario, chats, points, cut_at)


def point(chats: Chats, start: int, at: int) -> Point:
    region, share = chats.region, chats.load.share
    offered: dict[str, int] = {}
    refused = 0
    for second in range(start, start + STEP):
        for kind in KINDS:
            offered[kind] = offered.get(kind, 0) + region.offered[second, kind]
            refused += region.refused[second, kind]
    rates: dict[str, float] = {kind: round(amount / STEP / share) for kind, amount in offered.items()}
    return Point(
        at=at,
        live=round(chats.live / len(chats.pages), 4),
        offered=rates,
        refused=round(refused / STEP / share),
        waiting=round(chats.waiting / share),
    )


# The requests that API Gateway counts. It reports closed sockets by itself.
KINDS = ("poll", "admin poll", "send", "mark", "ticket", "connect", "heartbeat", "typing", "push")


def outcome(scenario: Scenario, chats: Chats, points: list[Point], cut_at: int) -> Outcome:
    before = [each for each in points if -cut_at / 2 <= each["at"] < 0]
    offered = sum(sum(each["offered"].values()) for each in before) / max(1, len(before))
    pages = len(chats.pages)
    reasons: dict[str, int] = {}
    first: dict[str, int] = {}
    for (second, name), amount in chats.region.reasons.items():
        if second >= cut_at:
            reasons[name] = reasons.get(name, 0) + amount
        if cut_at <= second < cut_at + 10:
            first[name] = first.get(name, 0) + amount
    return Outcome(
        title=scenario.title,
        messages=scenario.load.messages,
        sockets=scenario.load.sockets,
        offered=round(offered),
        refused=round(sum(each["refused"] for each in before) / max(1, len(before)) / max(1, offered), 3),
        seen_before=shares([wait for at, wait in chats.delays if 5 <= at < cut_at - 20], (0.5, 0.99)),
        first=max(first, key=lambda name: first[name]) if first else "nothing",
        reasons={name: round(amount / pages, 2) for name, amount in sorted(reasons.items())},
        back=shares(chats.returned, (0.5, 0.99, 1), pages),
        seen=shares([wait for at, wait in chats.delays if at >= cut_at], (0.5, 0.99, 1)),
        sent=shares([wait for at, wait in chats.sent_after if at >= cut_at], (0.5, 0.99, 1)),
        lost=round((chats.dead_sockets - chats.dead_before_cut) / pages, 3),
        tickets=round(count(chats, "ticket", cut_at) / pages, 2),
        handshakes=round(count(chats, "connect", cut_at) / pages, 2),
        written=chats.written,
        waiting=chats.waiting,
        points=[each for each in points if each["at"] >= -30],
    )


def count(chats: Chats, kind: str, since: int) -> int:
    return sum(amount for (second, name), amount in chats.region.offered.items() if name == kind and second >= since)


def shares(values: list[float], wanted: tuple[float, ...], of: int | None = None) -> list[float | None]:
    """The values below which these shares lie; nothing where fewer of them have a value."""
    ordered = sorted(values)
    amount = len(ordered) if of is None else of
    places = [max(0, round(share * amount) - 1) for share in wanted]
    return [round(ordered[place], 2) if place < len(ordered) else None for place in places]
