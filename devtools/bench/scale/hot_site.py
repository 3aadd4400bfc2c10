"""One site with very many conversations: the partition of its inbox, and the posts to its dashboards."""

from dataclasses import replace

from devtools.bench.scale.chats import Chats
from devtools.bench.scale.engine import parameters
from devtools.bench.scale.limits import ALL_RAISED, Quotas
from devtools.bench.scale.load import CONVERSATION_MESSAGES, INBOX_UNITS, Load
from devtools.bench.scale.outcomes import HotOutcome
from devtools.bench.scale.scenarios import HOT_END, SEED, shares
from devtools.bench.scale.world import World

MINUTES = 2  # for which its page has a socket
ADMINS = 40  # dashboards
CONVERSATIONS = (1_000, 3_000, 10_000)  # a minute


def hot_load(conversations: int) -> Load:
    sockets = round(conversations * MINUTES) + ADMINS
    return Load(
        sites=1, sockets=sockets, messages=conversations * CONVERSATION_MESSAGES / 60, admins=ADMINS, hidden=0, share=1
    )


def run(conversations: int, quotas: Quotas, name: str, end_at: int = HOT_END) -> HotOutcome:
    world = World(SEED)
    load = hot_load(conversations)
    chats = Chats(world, load, quotas, parameters())
    chats.start()
    world.run(end_at)
    region, since = chats.region, end_at // 3
    seconds = end_at - since
    refused: dict[str, float] = {}
    for (second, reason), amount in region.reasons.items():
        if second >= since:
            refused[reason] = refused.get(reason, 0) + amount / seconds
    offered = sum(amount for (second, kind), amount in region.offered.items() if second >= since)
    return HotOutcome(
        conversations=conversations,
        quotas=name,
        messages=round(load.messages, 1),
        offered=round(offered / seconds),
        refused={reason: round(rate, 1) for reason, rate in sorted(refused.items()) if rate >= 1},
        units=round(load.messages * sum(INBOX_UNITS.values())),
        seen=shares([wait for _, wait in chats.delays], (0.5, 0.99)),
        sent=shares([wait for _, wait in chats.sent_after], (0.5, 0.99)),
        waiting=round(chats.waiting / chats.written, 3),
    )


def all_runs() -> list[HotOutcome]:
    raised = replace(ALL_RAISED, requests=200_000, burst=100_000)
    return [
        *(run(each, Quotas(), "default") for each in CONVERSATIONS[:2]),
        *(run(each, raised, "raised") for each in CONVERSATIONS),
    ]
