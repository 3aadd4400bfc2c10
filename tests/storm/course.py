"""The storm's course: which faults are on changes with the messages written, and all end with the last one."""

import time

from tests.storm.browsers import Browsers
from tests.storm.faults import Weather
from tests.storm.options import Options
from tests.storm.phases import Phase, plan

HURRY = 6  # a short storm must have its restarts too


class Course:
    """`writing` and `settling`: seconds until the last message was written, and from then until everybody had it."""

    def __init__(self, options: Options, weather: Weather, browsers: Browsers) -> None:
        self.options = options
        self.weather = weather
        self.browsers = browsers
        self.phases = plan(options.messages, options.faults)
        self.current: Phase | None = None
        self.began = time.monotonic()
        self.written_at: float | None = None
        self.ended_at = self.began

    def look(self) -> None:
        """Goes on to the phase that is due."""
        if self.written_at is not None:
            return
        if time.monotonic() - self.began > self.options.minutes * 60:
            self.browsers.tell(enough=True)
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
        self.weather.become(kinds, hurry=HURRY if self.options.brisk else 1)
        self.browsers.tell(weather=self.weather.of("tab"))
        if phase is None:
            self.written_at = time.monotonic()
            return
        phase.began = time.time() * 1000
        phase.injected = -self.injected(phase)

    def injected(self, phase: Phase) -> int:
        return sum(self.weather.counts[kind] + self.browsers.counts.get(kind, 0) for kind in phase.kinds)

    @property
    def patience_ended(self) -> bool:
        """Does it take too long until everybody has everything?"""
        patience = 120 if self.options.brisk else 600
        return self.written_at is not None and time.monotonic() - self.written_at > patience

    def end(self) -> None:
        self.ended_at = time.monotonic()

    @property
    def writing(self) -> float:
        return (self.written_at or self.ended_at) - self.began

    @property
    def settling(self) -> float:
        return self.ended_at - (self.written_at or self.ended_at)
