"""How often and how long everything is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    rounds: int = 3  # of everything below; all values of all rounds count
    relayed: int = 200  # messages
    sends: int = 150
    polls: int = 150
    busy_seconds: float = 6.0
    fan_outs: int = 12  # to a hundred sockets, fewer to more
    stored: int = 12_000  # messages, before memory is read again
    calls: int = 150  # of each handler
    messages: int = 10_000  # of a long conversation
    conversations: int = 5_000  # of a large site
    open_conversations: int = 10_000  # of a long inbox
    cold_starts: int = 4
    loads: int = 1  # of each page


FULL = Plan()
# Shows that everything runs. Its figures mean nothing.
QUICK = Plan(
    rounds=1,
    relayed=20,
    sends=10,
    polls=10,
    busy_seconds=1.0,
    fan_outs=2,
    stored=400,
    calls=10,
    messages=600,
    conversations=200,
    open_conversations=3_000,
    cold_starts=1,
    loads=1,
)
