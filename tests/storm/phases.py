"""The phases of a storm: no faults, each kind of fault alone, then all together, by the number of messages sent."""

from dataclasses import dataclass, field

from tests.storm.faults import KINDS

LONG = 5_000  # messages; a shorter storm has all faults on all the time
CALM_SHARE = 0.04
ALONE_SHARE = 0.02


@dataclass
class Phase:
    """A phase from `started_at` (epoch milliseconds) until `until` messages have been sent."""

    name: str
    kinds: list[str]
    until: int
    started_at: float = float("inf")
    injected: int = 0
    messages: int = 0
    seen: list[float] = field(default_factory=list)  # ms from send to display, one for each open page


def plan(messages: int, kinds: list[str]) -> list[Phase]:
    if not kinds:
        return [Phase("none", [], messages)]
    if len(kinds) == 1 or messages < LONG:
        return [Phase(" and ".join(kinds) if len(kinds) < 4 else "all together", kinds, messages)]
    phases = [Phase("none", [], round(messages * CALM_SHARE))]
    for kind in kinds:
        phases.append(Phase(kind, [kind], phases[-1].until + round(messages * ALONE_SHARE)))
    return [*phases, Phase("all together", kinds, messages)]


def kinds_of(text: str) -> list[str]:
    """Parses --faults. Raises `ValueError` for an unknown kind."""
    if text in ("all", "none"):
        return list(KINDS) if text == "all" else []
    kinds = text.split(",")
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"There is no fault {unknown[0]}. Choose from: {', '.join(KINDS)}.")
    return kinds
