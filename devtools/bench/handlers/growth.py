"""Whether calls take longer when there is more: a conversation of 10 messages and of 10,000, a site of 10 conversations
and of 5,000. Each pair takes turns. The large ones are written into the tables directly."""

import dataclasses
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.model import Message, Site, now_ms
from chalicelib.storage import conversations, mapping
from chalicelib.storage.tables import MessageRow
from deployment.backup.batch_writes import put_all
from devtools.bench.figures import Values
from devtools.bench.handlers.server import TEXT, Server, Visitor
from devtools.bench.plan import Plan
from devtools.bench.quantities import RATIO

FEW = 10
WARM_UP = 20

Call = Callable[[], object]


class Pair(NamedTuple):
    what: str
    few: Call
    many: Call


def pairs(server: Server, plan: Plan) -> list[Pair]:
    short, long = (of_messages(server, count) for count in (FEW, plan.messages))
    small, large = (of_conversations(server, count) for count in (FEW, plan.conversations))
    writers = [Visitor.arrived(server, site) for site in (small, large)]
    desks = [(server.admin(site), server.call) for site in (small, large)]
    cursors = [call("/admin/chatbot", token, limit=FEW)["cursor"] for token, call in desks]

    def page(at: int) -> Call:
        return lambda: server.call("/admin/chatbot", desks[at][0], limit=FEW)

    def poll(at: int) -> Call:
        return lambda: server.call("/admin/chatbot", desks[at][0], since=cursors[at])

    messages, rows = f"{FEW} → {plan.messages:,} messages", f"{FEW} → {plan.conversations:,} conversations"
    return [
        Pair(f"send, {messages}", short.send, long.send),
        Pair(f"poll of messages, {messages}", short.poll, long.poll),
        Pair(f"poll of the inbox, {rows}", poll(0), poll(1)),
        Pair(f"first page of the inbox, {rows}", page(0), page(1)),
        Pair(f"send, {rows}", writers[0].send, writers[1].send),
    ]


def measure(pairs: list[Pair], times: int) -> list[Values]:
    found = []
    for pair in pairs:
        few: list[float] = []
        many: list[float] = []
        for at in range(WARM_UP + times):
            for call, into in ((pair.few, few), (pair.many, many)):
                before = time.perf_counter()
                call()
                if at >= WARM_UP:
                    into.append((time.perf_counter() - before) * 1000)
        ratio = statistics.median(many) / statistics.median(few)
        found += [
            Values(f"{pair.what}: few", few),
            Values(f"{pair.what}: many", many),
            Values(f"{pair.what}: {RATIO}", [ratio], "×"),
        ]
    return found


def of_messages(server: Server, count: int) -> Visitor:
    """A visitor in a conversation of so many messages."""
    visitor = Visitor.arrived(server, server.site())
    found = conversations.get(visitor.conversation_id)
    assert found
    began = now_ms() - count * 1000
    rows = (
        mapping.row_of(
            MessageRow,
            Message(
                found.id,
                number,
                f"b-{number}",
                "visitor",
                found.visitor_id,
                found.visitor_name,
                TEXT,
                began + number * 1000,
            ),
        ).serialize()
        for number in range(2, count + 1)
    )
    put_all(server.tables, "messages", rows)
    put_all(server.tables, "conversations", [conversations.to_item(dataclasses.replace(found, last_id=count))])
    visitor.last = count
    return visitor


def of_conversations(server: Server, count: int) -> Site:
    """A site with so many conversations, a minute apart."""
    site = server.site()
    found = conversations.get(Visitor.arrived(server, site).conversation_id)
    assert found
    rows = []
    for number in range(1, count):
        id, at = f"c_{site.site_id}{number:06d}", found.last_at - number * 60_000
        row = dataclasses.replace(
            found, id=id, visitor_id=f"v_{number}", created_at=at, last_at=at, admin_read=1, changed=f"{at:013d}#{id}"
        )
        rows.append(conversations.to_item(row))
    put_all(server.tables, "conversations", rows)
    return site
