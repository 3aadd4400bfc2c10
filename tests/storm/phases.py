"""What strikes when: each kind of fault alone for a while, then all together, by how much has been written."""

from dataclasses import dataclass, field

from tests.storm.faults import KINDS

LONG = 5_000  # messages; a shorter storm has all faults on from beginning to end
CALM_SHARE = 0.04
ALONE_SHARE = 0.02


@dataclass
class Phase:
    """From its beginning (epoch milliseconds) until `until` messages are written."""

    name: str
    kinds: list[str]
    until: int
    began: float = float("inf")
    injected: int = 0
    messages: int = 0
    seen: list[float] = field(default_factory=list)  # ms from send to seen, one for each page that was open


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
    """Reads --faults. Raises `ValueError` for a kind that there is not."""
    if text in ("all", "none"):
        return list(KINDS) if text == "all" else []
    kinds = text.split(",")
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"There is no fault {unknown[0]}. Choose from: {', '.join(KINDS)}.")
    return kinds
