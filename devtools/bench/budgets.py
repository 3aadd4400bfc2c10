"""What a median must not exceed, or must reach, by the measurement and the quantity. Where time is concerned, on two
processors as quick as those of the committed run: nothing fails when a figure is worse. Tests hold what does not depend
on the machine: requests, round trips, units, bytes, threads, clients."""

from devtools.bench.quantities import ANSWERED, FAILED, LAST, SEEN, STORED

NONE = "0"

BUDGETS: dict[str, dict[str, str]] = {
    "send": {ANSWERED: "≤ 6 ms", SEEN: "≤ 6 ms"},
    "busy-8": {STORED: "≥ 260 a second", SEEN: "≤ 35 ms", FAILED: NONE},
    "busy-32": {STORED: "≥ 260 a second", SEEN: "≤ 130 ms", FAILED: NONE},
    "fan-out-100": {ANSWERED: "≤ 30 ms", LAST: "≤ 60 ms"},
    "fan-out-500": {ANSWERED: "≤ 30 ms", LAST: "≤ 250 ms"},
    "fan-out-1000": {ANSWERED: "≤ 30 ms"},
    "cpu": {
        "send, nobody has a page open": "≤ 1.2 ms",
        "send, one page open": "≤ 1.5 ms",
        "send, ten pages open": "≤ 2.5 ms",
        "poll of the inbox that finds nothing": "≤ 0.4 ms",
        "poll of messages that finds nothing": "≤ 0.4 ms",
    },
}
GROWTH = "≤ 1.1"
COLD_START, FIRST_CALL = "≤ 250 ms", "API: first message, pushed to one socket"
MEMORY = ("≤ 400 MB", "≤ 450 MB")  # fresh, and after the messages
LONGEST_TASK = "≤ 50 ms"


def of(section: str, what: str) -> str:
    """The budget of a quantity; empty if it has none."""
    if what.startswith("longest task: "):
        return LONGEST_TASK if "opening" in what or "the widget" in what else ""
    return BUDGETS.get(section, {}).get(what, "")
