"""The simulated region with few pages: nothing is lost, and the same seed gives the same run."""

from dataclasses import replace

import pytest

from devtools.bench.scale import hot_site, scenarios
from devtools.bench.scale.chats import Chats
from devtools.bench.scale.engine import parameters
from devtools.bench.scale.limits import Quotas
from devtools.bench.scale.load import Load
from devtools.bench.scale.world import World

SMALL = Load(sites=20, sockets=200, messages=10, typing=0, share=1)
TIGHT = Quotas(requests=100, burst=50, connects=4, concurrency=300)


def simulated(load: Load, quotas: Quotas, cut_at: float | None = None, until: float = 40) -> Chats:
    world = World(seed=3)
    chats = Chats(world, load, quotas, parameters())
    chats.start()
    if cut_at is not None:
        world.run(cut_at)
        chats.cut()
    world.run(until)
    return chats


def in_flight(chats: Chats) -> int:
    return sum(len(page.outbox) for page in chats.pages)


@pytest.mark.parametrize("quotas", [Quotas(), TIGHT], ids=["enough", "too little"])
def test_every_message_is_seen_or_waits(quotas: Quotas) -> None:
    chats = simulated(SMALL, quotas, cut_at=20)
    assert chats.written > 300
    assert chats.written == len(chats.delays) + chats.waiting
    assert chats.written == chats.stored_messages + in_flight(chats)


def test_without_a_shortage_nothing_is_refused_and_pushes_arrive_at_once() -> None:
    chats = simulated(SMALL, Quotas())
    assert not chats.region.refused
    assert max(wait for _, wait in chats.delays) < 1.5
    assert chats.live == len(chats.pages) == SMALL.sockets


def test_the_gateway_lets_no_more_requests_through_than_its_quota() -> None:
    chats = simulated(SMALL, TIGHT, cut_at=10, until=50)
    region = chats.region
    kinds = {kind for _, kind in region.offered} - {"disconnect"}
    for start in range(15, 40, 10):
        seconds = range(start, start + 10)
        through = sum(region.offered[at, kind] - region.refused[at, kind] for at in seconds for kind in kinds)
        assert through <= 10 * TIGHT.requests + TIGHT.burst
    assert sum(region.refused.values()) > 300, "the quota was too small"


def test_sockets_come_back_no_faster_than_handshakes_are_allowed() -> None:
    quotas = replace(Quotas(), connects=4)
    chats = simulated(SMALL, quotas, cut_at=10, until=40)
    assert 0.3 * 4 * 30 < len(chats.returned) <= 4 + 4 * 30


def test_a_site_whose_inbox_has_too_few_units_keeps_its_messages_waiting() -> None:
    load = replace(hot_site.hot_load(600), admins=1, sockets=300, typing=0)
    chats = simulated(load, Quotas(), until=5)
    assert not chats.region.refused
    crowded = replace(load, messages=900)
    chats = simulated(crowded, Quotas(requests=100_000, burst=50_000), until=6)
    assert sum(amount for (_, reason), amount in chats.region.reasons.items() if reason == "inbox partition") > 50
    assert chats.written == len(chats.delays) + chats.waiting


def test_the_same_seed_gives_the_same_outcome_and_another_seed_another() -> None:
    scenario = scenarios.Scenario("small", SMALL, TIGHT, {})
    first, again, other = (scenarios.run(scenario, seed, cut_at=5, end_at=20) for seed in (1, 1, 2))
    assert first == again != other


def test_a_share_is_a_part_of_the_values_or_of_all_who_could_have_one() -> None:
    assert scenarios.shares([4, 1, 3, 2], (0.5, 1)) == [2, 4]
    assert scenarios.shares([4, 1, 3, 2], (0.5, 1), of=8) == [4, None]
