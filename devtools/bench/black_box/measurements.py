"""The measurements from outside. Each uses people of its own, so that it does not matter which ran before."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from devtools.bench.black_box.people import Admin, Refused, Server, Socket, Visitor, seen
from devtools.bench.black_box.stack import Stack
from devtools.bench.figures import Values, milliseconds
from devtools.bench.plan import Plan
from devtools.bench.quantities import ANSWERED, FAILED, LAST, MISSED, SEEN, STORED

WARM_UP = 30  # sends before a measurement begins
PAUSE_SECONDS = 0.02  # between the messages of one visitor
OPENED_AT_ONCE = 10  # sockets

CPU = "CPU of the gateway and its handlers, each"


@dataclass
class Bench:
    plan: Plan
    stack: Stack
    server: Server
    admin: Admin
    sent: int = field(default=0)  # messages, by all measurements so far

    async def visitor(self) -> Visitor:
        self.sent += 1
        return await Visitor.arrived(self.server, self.admin.widget_token)

    async def send(self, visitor: Visitor, client_id: str) -> float:
        took = await visitor.send(client_id)
        self.sent += 1
        return took

    async def sockets(self, count: int) -> list[Socket]:
        """Opens an admin's sockets, a few at a time."""
        found: list[Socket] = []
        while len(found) < count:
            few = min(OPENED_AT_ONCE, count - len(found))
            found += await asyncio.gather(*(self.admin.socket() for _ in range(few)))
        return found


@asynccontextmanager
async def at_work(stack: Stack, plan: Plan) -> AsyncIterator[Bench]:
    async with Server(stack.origins) as server:
        admin = await Admin.signed_in(server)
        await admin.allow_everything()
        yield Bench(plan, stack, server, admin)


Measurement = Callable[[Bench], Awaitable[list[Values]]]


async def one_visitor(bench: Bench) -> list[Values]:
    """A visitor writes, one message after another, and an admin's page sees each by push."""
    times = bench.plan.sends
    visitor, (socket,) = await bench.visitor(), await bench.sockets(1)
    sends, sights, before = [], [], 0.0
    for at in range(WARM_UP + times):
        if at == WARM_UP:
            before = bench.stack.cpu_seconds()
        client_id, started = secrets.token_urlsafe(12), time.perf_counter()
        took = await bench.send(visitor, client_id)
        found = await seen([socket], client_id, started)
        if at >= WARM_UP:
            sends.append(took)
            sights += found
        await asyncio.sleep(PAUSE_SECONDS)
    used = bench.stack.cpu_seconds() - before
    await socket.close()
    return [
        Values(ANSWERED, milliseconds(sends)),
        Values(SEEN, milliseconds(sights)),
        Values(MISSED, [times - len(sights)], ""),
        Values(CPU, [used * 1000 / times]),
    ]


async def busy(bench: Bench, visitors: int) -> list[Values]:
    """Visitors who each write their next message as soon as the admin's page has the last one."""
    people = [await bench.visitor() for _ in range(visitors)]
    (socket,) = await bench.sockets(1)
    sends: list[float] = []
    sights: list[float] = []
    failed = 0
    started = time.perf_counter()

    async def write(visitor: Visitor) -> None:
        nonlocal failed
        while (began := time.perf_counter()) < started + bench.plan.busy_seconds:
            client_id = secrets.token_urlsafe(12)
            try:
                sends.append(await bench.send(visitor, client_id))
            except Refused:
                failed += 1
                continue
            sights.extend(await seen([socket], client_id, began))

    await asyncio.gather(*map(write, people))
    took = time.perf_counter() - started
    await socket.close()
    return [
        Values(STORED, [len(sends) / took], "a second"),
        Values(ANSWERED, milliseconds(sends)),
        Values(SEEN, milliseconds(sights)),
        Values(FAILED, [failed], ""),
        Values(MISSED, [len(sends) - len(sights)], ""),
    ]


async def fan_out(bench: Bench, sockets: int) -> list[Values]:
    """One message goes to many open pages."""
    times = max(2, bench.plan.fan_outs * 100 // (sockets if sockets > 500 else 100))
    visitor, opened = await bench.visitor(), await bench.sockets(sockets)
    sends, lasts, missed = [], [], 0
    for at in range(2 + times):
        client_id, started = secrets.token_urlsafe(12), time.perf_counter()
        took = await bench.send(visitor, client_id)
        found = await seen(opened, client_id, started)
        if at >= 2:
            sends.append(took)
            lasts.append(max(found, default=0.0))
            missed += len(opened) - len(found)
    await asyncio.gather(*(each.close() for each in opened))
    return [
        Values(ANSWERED, milliseconds(sends)),
        Values(LAST, milliseconds(lasts)),
        Values(MISSED, [missed / times / sockets * 100], "%"),
    ]


async def polls(bench: Bench) -> list[Values]:
    """What idle pages ask: the inbox's changes, and messages after the last one."""
    visitor = await bench.visitor()
    cursor = (await bench.server.call("/admin/chatbot", bench.admin.token, limit=50))["cursor"]

    async def inbox() -> None:
        await bench.server.call("/admin/chatbot", bench.admin.token, since=cursor)

    async def messages() -> None:
        await bench.server.call("/chatbot/messages", visitor.token, since_id=visitor.last, limit=200)

    return [*await repeated(bench, "poll of the inbox", inbox), *await repeated(bench, "poll of messages", messages)]


async def repeated(bench: Bench, what: str, call: Callable[[], Awaitable[None]]) -> list[Values]:
    for _ in range(WARM_UP):
        await call()
    before, times = bench.stack.cpu_seconds(), []
    for _ in range(bench.plan.polls):
        started = time.perf_counter()
        await call()
        times.append(time.perf_counter() - started)
    used = bench.stack.cpu_seconds() - before
    return [
        Values(f"{what}, until the answer", milliseconds(times)),
        Values(f"{what}, CPU of the gateway and its handlers", [used * 1000 / bench.plan.polls]),
    ]


REPEATED: dict[str, tuple[str, Measurement]] = {
    "send": ("One visitor writes", one_visitor),
    "polls": ("Idle pages", polls),
    "busy-8": ("Eight busy visitors", lambda bench: busy(bench, 8)),
    "busy-32": ("Thirty-two busy visitors", lambda bench: busy(bench, 32)),
    "fan-out-100": ("A hundred open pages", lambda bench: fan_out(bench, 100)),
    "fan-out-500": ("Five hundred open pages", lambda bench: fan_out(bench, 500)),
    "fan-out-1000": ("A thousand open pages", lambda bench: fan_out(bench, 1_000)),
}
