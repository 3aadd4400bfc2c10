"""Who writes to whom: pages, their messages, and what has become of each message."""

import math
from dataclasses import dataclass

from devtools.bench.scale.engine import Engine
from devtools.bench.scale.limits import Quotas
from devtools.bench.scale.load import USES, Load
from devtools.bench.scale.page import Page
from devtools.bench.scale.region import PATIENCE, Region
from devtools.bench.scale.world import World

TICK = 0.1  # seconds for which frames that say that somebody types are counted together


@dataclass(slots=True)
class Message:
    written_at: float
    reader: Page


class Chats:
    def __init__(self, world: World, load: Load, quotas: Quotas, engine: Engine) -> None:
        self.world, self.load, self.engine = world, load, engine
        self.region = Region(world, load, quotas)
        self.written, self.stored_messages = 0, 0
        self.delays: list[
            tuple[float, float]
        ] = []  # of seen messages: when they were written, and for how long not seen
        self.sent_after: list[tuple[float, float]] = []
        self.dead_sockets, self.dead_before_cut = 0, 0
        self.cut_at = math.inf
        self.returned: list[float] = []  # seconds after the cut until a page has a socket again
        sites, pages = max(1, round(load.sites * load.share)), round(load.sockets * load.share)
        self.heard_at = [0.0] * sites  # when the dashboards of each site last received a frame
        self.sites: list[tuple[list[Page], list[Page]]] = []
        for site in range(sites):
            # A hidden page is the same page in each run of a load.
            admins = [Page(self, site, True, False) for _ in range(load.admins)]
            amount = pages * (site + 1) // sites - pages * site // sites - load.admins
            visitors = [Page(self, site, False, world.chance() < load.hidden) for _ in range(amount)]
            self.sites.append((admins, visitors))
        self.pages = [page for admins, visitors in self.sites for page in (*admins, *visitors)]

    def start(self) -> None:
        """Everybody is connected, and their checks and heartbeats are spread out."""
        for page in self.pages:
            page.open(self.world.chance() * self.engine.beat)
            page.opened_at = -self.engine.steady
            page.polls.timer.within(self.world.chance() * self.engine.check)
        self.next_message()
        if self.load.typing:
            self.type()

    def next_message(self) -> None:
        self.world.after(-math.log(1 - self.world.chance()) / (self.load.messages * self.load.share), self.write)

    def write(self) -> None:
        admins, visitors = self.sites[int(self.world.chance() * len(self.sites))]
        admin = admins[int(self.world.chance() * len(admins))]
        visitor = visitors[int(self.world.chance() * len(visitors))]
        writer, reader = (admin, visitor) if self.world.chance() < 0.5 else (visitor, admin)
        self.written += 1
        writer.write(Message(self.world.now(), reader))
        self.next_message()

    def type(self) -> None:
        expected = self.load.typing_frames * self.load.share * TICK
        frames = int(expected) + (self.world.chance() < expected % 1)
        handled = self.region.frames("typing", frames)
        self.region.push(handled)
        self.world.after(TICK, self.type)

    def stored(self, message: Message) -> None:
        """Pushes it: to the visitor's page and the writer's first, then to the other dashboards."""
        self.stored_messages += 1
        self.sent_after.append((message.written_at, self.world.now() - message.written_at))
        reader = message.reader
        reader.unseen.append(message)
        accepted = self.region.push(self.load.pushes)
        if accepted > 1:
            self.heard_at[reader.site] = self.world.now()
        place = 1 + int(self.world.chance() * self.load.admins) if reader.is_admin else 0
        if reader.live and place < accepted:
            reader.alive_at = self.world.now()
            reader.active_at = self.world.now()
            reader.see()

    def seen(self, messages: list[Message]) -> None:
        self.delays.extend((message.written_at, self.world.now() - message.written_at) for message in messages)

    def heard(self, page: Page) -> float:
        return max(page.alive_at, self.heard_at[page.site] if page.is_admin else 0.0)

    def cut(self) -> None:
        """Every socket of the region is lost at one moment, and API Gateway reports it to `disconnect`."""
        self.cut_at, self.dead_before_cut = self.world.now(), self.dead_sockets
        for page in self.pages:
            page.awaited = True
            if page.live:
                page.lose_socket()
                self.disconnect()

    def disconnect(self) -> None:
        # API Gateway's own call: it takes no request of the quota, and nobody waits for it.
        workers = self.region.functions["disconnect"]
        self.region.count(self.region.offered, "disconnect")
        got, _ = workers.take()
        if not got:
            self.region.count(self.region.refused, "disconnect")
            return
        waited = self.region.tables["connections writes"].wait(USES["disconnect"].connections, PATIENCE)
        self.world.after(USES["disconnect"].seconds + (PATIENCE if waited is None else waited), workers.release)

    def opened(self, page: Page) -> None:
        if page.awaited:
            page.awaited = False
            self.returned.append(self.world.now() - self.cut_at)

    @property
    def waiting(self) -> int:
        """Messages that are in an outbox, or stored and not seen yet."""
        return sum(len(page.outbox) + len(page.unseen) for page in self.pages)

    @property
    def live(self) -> int:
        return sum(page.live for page in self.pages)
