"""The schedule of a storm: turns faults on and off as messages are sent, and all off after the last message."""

import time

from tests.storm.browsers import Browsers
from tests.storm.faults import Injector
from tests.storm.options import Options
from tests.storm.phases import Phase, plan

SPEEDUP = 6  # outages are more frequent in a short storm, so that it has some


class Schedule:
    """`writing`: seconds until the last message was sent; `settling`: seconds from then until all pages had it."""

    def __init__(self, options: Options, injector: Injector, browsers: Browsers) -> None:
        self.options = options
        self.injector = injector
        self.browsers = browsers
        self.phases = plan(options.messages, options.faults)
        self.current: Phase | None = None
        self.started_at = time.monotonic()
        self.written_at: float | None = None
        self.ended_at = self.started_at

    def advance(self) -> None:
        """Moves on to the phase that is due."""
        if self.written_at is not None:
            return
        if time.monotonic() - self.started_at > self.options.minutes * 60:
            self.browsers.send(stop=True)
            for phase in self.phases:
                phase.until = 0
        due = next((phase for phase in self.phases if self.browsers.written < phase.until), None)
        if due is not self.current or due is None:
            self.change_to(due)

    def change_to(self, phase: Phase | None) -> None:
        if self.current:
            self.current.injected += self.injected(self.current)
        self.current = phase
        kinds = phase.kinds if phase else []
        self.injector.activate(kinds, speedup=SPEEDUP if self.options.short else 1)
        self.browsers.send(rates=self.injector.rates("tab"))
        if phase is None:
            self.written_at = time.monotonic()
            return
        phase.started_at = time.time() * 1000
        phase.injected = -self.injected(phase)

    def injected(self, phase: Phase) -> int:
        return sum(self.injector.counts[kind] + self.browsers.counts.get(kind, 0) for kind in phase.kinds)

    @property
    def timed_out(self) -> bool:
        """True if it takes too long until all pages have all messages."""
        limit = 120 if self.options.short else 600
        return self.written_at is not None and time.monotonic() - self.written_at > limit

    def end(self) -> None:
        self.ended_at = time.monotonic()

    @property
    def writing(self) -> float:
        return (self.written_at or self.ended_at) - self.started_at

    @property
    def settling(self) -> float:
        return self.ended_at - (self.written_at or self.ended_at)
