"""The measurements. Each uses people of its own, so that it does not matter which ran before."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from devtools.bench.black_box.figures import Figure, figure, milliseconds
from devtools.bench.black_box.people import Admin, Refused, Server, Socket, Visitor, seen
from devtools.bench.black_box.stack import Stack

WARM_UP = 40  # sends before a measurement begins
PAUSE_SECONDS = 0.02  # between the messages of one visitor
BUSY_SECONDS = 10.0
FAN_OUT_TIMES = 20
OPENED_AT_ONCE = 10  # sockets
POLLS = 300


@dataclass(frozen=True)
class Bench:
    stack: Stack
    server: Server
    admin: Admin

    async def visitor(self) -> Visitor:
        return await Visitor.arrived(self.server, self.admin.widget_token)

    async def sockets(self, count: int) -> list[Socket]:
        """Opens an admin's sockets, a few at a time."""
        found: list[Socket] = []
        while len(found) < count:
            few = min(OPENED_AT_ONCE, count - len(found))
            found += await asyncio.gather(*(self.admin.socket() for _ in range(few)))
        return found


Measurement = Callable[[Bench], Awaitable[list[Figure]]]


async def one_visitor(bench: Bench, times: int = 300) -> list[Figure]:
    """A visitor writes, one message after another, and an admin's page sees each by push."""
    visitor, (socket,) = await bench.visitor(), await bench.sockets(1)
    sends, sights, handlers = [], [], bench.stack.cpu_seconds("gateway")
    for at in range(WARM_UP + times):
        if at == WARM_UP:
            handlers = bench.stack.cpu_seconds("gateway")
        client_id, started = secrets.token_urlsafe(12), time.perf_counter()
        took = await visitor.send(client_id)
        found = await seen([socket], client_id, started)
        if at >= WARM_UP:
            sends.append(took)
            sights += found
        await asyncio.sleep(PAUSE_SECONDS)
    used = bench.stack.cpu_seconds("gateway") - handlers
    await socket.close()
    return [
        figure("send, until the answer", milliseconds(sends)),
        figure("send, until the admin's page has it", milliseconds(sights)),
        figure("pushes that did not arrive", [float(times - len(sights))], ""),
        figure("CPU of the gateway and its handler for each", [used * 1000 / times]),
    ]


async def busy(bench: Bench, visitors: int) -> list[Figure]:
    """Visitors who each write their next message as soon as the last one is answered."""
    people = [await bench.visitor() for _ in range(visitors)]
    (socket,) = await bench.sockets(1)
    ends = time.perf_counter() + BUSY_SECONDS
    sends: list[float] = []
    sights: list[float] = []
    failed = 0

    async def write(visitor: Visitor) -> None:
        nonlocal failed
        while time.perf_counter() < ends:
            client_id, started = secrets.token_urlsafe(12), time.perf_counter()
            try:
                sends.append(await visitor.send(client_id))
            except Refused:
                failed += 1
                continue
            sights.extend(await seen([socket], client_id, started))

    started = time.perf_counter()
    await asyncio.gather(*map(write, people))
    took = time.perf_counter() - started
    await socket.close()
    return [
        figure("messages stored", [len(sends) / took], "a second"),
        figure("send, until the answer", milliseconds(sends)),
        figure("send, until the admin's page has it", milliseconds(sights)),
        figure("refused or failed", [float(failed)], ""),
        figure("pushes that did not arrive", [float(len(sends) - len(sights))], ""),
    ]


async def fan_out(bench: Bench, sockets: int) -> list[Figure]:
    """One message goes to many open pages."""
    visitor, opened = await bench.visitor(), await bench.sockets(sockets)
    sends, lasts, missed = [], [], 0
    for at in range(FAN_OUT_TIMES + 2):
        client_id, started = secrets.token_urlsafe(12), time.perf_counter()
        took = await visitor.send(client_id)
        found = await seen(opened, client_id, started)
        if at >= 2:
            sends.append(took)
            lasts.append(max(found, default=0.0))
            missed += len(opened) - len(found)
    await asyncio.gather(*(each.close() for each in opened))
    return [
        figure("send, until the answer", milliseconds(sends)),
        figure("send, until the last page has it", milliseconds(lasts)),
        figure("pushes that did not arrive (pages find the message by polling)", [float(missed)], ""),
    ]


async def polls(bench: Bench) -> list[Figure]:
    """What idle pages ask: the inbox's changes, and messages after the last one."""
    visitor = await bench.visitor()
    cursor = (await bench.server.call("/admin/chatbot", bench.admin.token, limit=50))["cursor"]

    async def inbox() -> None:
        await bench.server.call("/admin/chatbot", bench.admin.token, since=cursor)

    async def messages() -> None:
        await bench.server.call("/chatbot/messages", visitor.token, since_id=visitor.last, limit=200)

    return [*await repeated(bench, "poll of the inbox", inbox), *await repeated(bench, "poll of messages", messages)]


async def repeated(bench: Bench, what: str, call: Callable[[], Awaitable[None]]) -> list[Figure]:
    for _ in range(WARM_UP):
        await call()
    before, times = bench.stack.cpu_seconds("gateway"), []
    for _ in range(POLLS):
        started = time.perf_counter()
        await call()
        times.append(time.perf_counter() - started)
    used = bench.stack.cpu_seconds("gateway") - before
    return [
        figure(f"{what}, until the answer", milliseconds(times)),
        figure(f"{what}, CPU of the gateway and its handler", [used * 1000 / POLLS]),
    ]


async def memory(bench: Bench, sends: int = 2_000) -> list[Figure]:
    """Memory of the local run, before and after many messages."""
    before = bench.stack.memory()
    people = [await bench.visitor() for _ in range(8)]
    for _ in range(sends // len(people)):
        await asyncio.gather(*(each.send(secrets.token_urlsafe(12)) for each in people))
    after = bench.stack.memory()
    rows = [figure("all processes, before", [sum(before.values()) / 1e6], "MB")]
    rows.append(figure(f"all processes, after {sends:,} messages", [sum(after.values()) / 1e6], "MB"))
    return rows + [figure(f"… of which {name}", [size / 1e6], "MB") for name, size in sorted(after.items())]


MEASUREMENTS: dict[str, tuple[str, Measurement]] = {
    "memory": ("Memory of the local run", memory),
    "send": ("One visitor writes", one_visitor),
    "polls": ("Idle pages", polls),
    "busy-8": ("Eight busy visitors", lambda bench: busy(bench, 8)),
    "busy-32": ("Thirty-two busy visitors", lambda bench: busy(bench, 32)),
    "fan-out-100": ("A hundred open pages", lambda bench: fan_out(bench, 100)),
    "fan-out-500": ("Five hundred open pages", lambda bench: fan_out(bench, 500)),
}
