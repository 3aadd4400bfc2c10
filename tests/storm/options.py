"""The options of a storm."""

from dataclasses import dataclass
from pathlib import Path

from tests.storm.phases import LONG


@dataclass(frozen=True)
class Options:
    seed: int
    messages: int
    faults: list[str]
    conversations: int
    tabs: int
    admins: int
    sites: int
    at_once: int  # active conversations of a site
    rate: float  # target in messages a second
    gateways: int
    minutes: float
    traces: Path  # folder for injected faults, records and logs

    @property
    def short(self) -> bool:
        """True if it is short enough for a test: waits and intervals are shorter then."""
        return self.messages < LONG
