"""What a storm can be told."""

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
    desks: int
    at_once: int  # conversations that a desk serves at a time
    rate: float  # messages a second that are aimed at
    gateways: int
    minutes: float
    traces: Path  # folder for the faults injected, the records and the logs

    @property
    def brisk(self) -> bool:
        """Short enough for a test: everything that takes its time takes less."""
        return self.messages < LONG
