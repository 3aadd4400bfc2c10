"""A page as client/delivery makes it: it polls, opens a socket, sends what its writer has written, and backs off."""

from collections import deque
from typing import TYPE_CHECKING

from devtools.bench.scale.engine import Engine
from devtools.bench.scale.retry import Refusal, Retry
from devtools.bench.scale.world import Timer, World

if TYPE_CHECKING:
    from devtools.bench.scale.chats import Chats, Message


class Page:
    __slots__ = (
        *(
            "active_at",
            "alive_at",
            "awaited",
            "beats",
            "chats",
            "closed",
            "due",
            "engine",
            "flying",
            "hidden",
            "is_admin",
        ),
        *("last", "lane", "live", "marks", "opened_at", "opening", "outbox", "polling", "polls", "sending", "site"),
        *("slow", "sockets", "unmarked", "unseen", "world"),
    )

    def __init__(self, chats: "Chats", site: int, is_admin: bool, hidden: bool) -> None:
        self.chats, self.site, self.is_admin, self.hidden = chats, site, is_admin, hidden
        self.world: World = chats.world
        self.engine: Engine = chats.engine
        engine = self.engine
        self.polls = Retry(self.world, engine, self.poll, engine.base, engine.poll_cap)
        self.sockets = Retry(self.world, engine, self.attempt_if_answered, engine.socket_base, engine.socket_cap)
        self.lane = Retry(self.world, engine, self.drain, engine.base, engine.cap)
        self.marks = Retry(self.world, engine, self.mark, engine.base, engine.cap)
        self.beats = Timer(self.world, self.beat)
        self.awaited = self.live = self.opening = self.due = self.polling = self.flying = self.unmarked = False
        self.sending = 0
        self.closed = 0  # how often the socket was lost
        self.opened_at = self.active_at = self.alive_at = self.slow = 0.0
        self.last = "polling"
        self.outbox: deque[Message] = deque()
        self.unseen: list[Message] = []

    # The follower: polls while there is no socket, and checks while there is one.

    def poll(self) -> None:
        if self.polling or self.polls.must_wait():
            return
        self.polling = True
        self.polls.timer.stop()
        self.chats.region.call("admin poll" if self.is_admin else "poll", self.polled)

    def polled(self, refusal: Refusal | None) -> None:
        self.polling = False
        if refusal:
            self.last = "busy"
            self.polls.later(refusal)
            return
        if self.unseen:
            self.active()
            self.see()
        if self.last != "polling":
            self.last = "polling"
            self.lane.wake()
        if self.due and not self.live:
            self.attempt()
        self.polls.ease(self.interval())

    def interval(self) -> float:
        if self.live:
            return self.engine.check
        idle = self.hidden or self.world.now() - self.active_at >= self.engine.idle
        highest = self.engine.hidden_poll if self.hidden else self.engine.idle_poll
        self.slow = min(2 * (self.slow or self.engine.poll), highest) if idle else 0.0
        return self.slow or self.engine.poll

    def active(self) -> None:
        self.active_at = self.world.now()
        self.slow = 0.0

    # The socket: a ticket, a handshake, heartbeats.

    def attempt_if_answered(self) -> None:
        if self.last == "polling":
            self.attempt()
        else:
            self.due = True

    def attempt(self) -> None:
        if self.opening or self.live:
            return
        self.opening, self.due = True, False
        self.sockets.timer.stop()
        self.chats.region.call("ticket", self.ticket_came)

    def ticket_came(self, refusal: Refusal | None) -> None:
        if refusal:
            self.opening = False
            self.sockets.later(refusal)
        else:
            self.chats.region.call("connect", self.connected)

    def connected(self, refusal: Refusal | None) -> None:
        self.opening = False
        if refusal:
            # A browser does not show a page how a handshake was refused.
            self.sockets.later()
            return
        self.open(self.world.chance() * self.engine.beat)
        self.polls.timer.stop()
        self.poll()
        self.lane.wake()

    def open(self, first_beat: float) -> None:
        self.live = True
        self.opened_at = self.alive_at = self.world.now()
        self.chats.opened(self)
        self.beats.within(first_beat)

    def beat(self) -> None:
        if self.world.now() - self.opened_at >= self.engine.steady:
            self.sockets.reset()
        self.beats.within(self.engine.beat)
        sent_at, closed = self.world.now(), self.closed
        self.chats.region.call("heartbeat", lambda refusal: self.beaten(refusal, sent_at, closed))

    def beaten(self, refusal: Refusal | None, sent_at: float, closed: int) -> None:
        if closed != self.closed or not self.live:
            return
        # API Gateway answers a frame that it refuses. A lost answer is a frame that never comes.
        if refusal or self.chats.region.push(1):
            self.alive_at = self.world.now()
            return
        left = max(0.0, sent_at + self.engine.deadline - self.world.now())
        self.world.after(left, lambda: self.check_alive(sent_at, closed))

    def check_alive(self, sent_at: float, closed: int) -> None:
        if closed == self.closed and self.live and self.chats.heard(self) < sent_at:
            self.chats.dead_sockets += 1
            self.lose_socket()

    def lose_socket(self) -> None:
        """The follower polls soon, and requests a ticket once the poll is answered."""
        self.live = False
        self.closed += 1
        self.beats.stop()
        if self.world.now() - self.opened_at >= self.engine.steady:
            self.due = True
        else:
            self.sockets.later()
        if not self.polls.must_wait():
            factor = self.engine.hidden_factor if self.hidden else 0.5
            self.polls.timer.within(self.world.chance() * self.engine.poll * factor)

    # The outbox, and the read mark.

    def write(self, message: "Message") -> None:
        self.outbox.append(message)
        self.active()
        self.drain()

    def drain(self) -> None:
        # A conversation's messages are sent one at a time; a dashboard has many conversations.
        most = len(self.outbox) if self.is_admin else min(1, len(self.outbox))
        while self.sending < most and not self.lane.waiting():
            self.sending += 1
            self.chats.region.call("send", self.sent, self.site, self.chats.load.pushes)

    def sent(self, refusal: Refusal | None) -> None:
        self.sending -= 1
        if refusal:
            self.last = "busy"
            self.lane.later(refusal)
            return
        self.lane.reset()
        self.chats.stored(self.outbox.popleft())
        self.drain()

    def see(self) -> None:
        self.chats.seen(self.unseen)
        self.unseen = []
        if not self.hidden and not self.unmarked:
            self.unmarked = True
            self.mark()

    def mark(self) -> None:
        if self.unmarked and not self.marks.waiting() and not self.flying:
            self.flying = True
            self.chats.region.call("mark", self.marked, self.site, self.chats.load.pushes)

    def marked(self, refusal: Refusal | None) -> None:
        self.flying = False
        if refusal:
            self.marks.later(refusal)
            return
        self.marks.reset()
        self.unmarked = False
        self.chats.region.push(self.chats.load.pushes)
