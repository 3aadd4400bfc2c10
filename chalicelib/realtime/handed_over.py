"""The function that pushes to large audiences. Nobody waits for it, so it has more time, and repeats refused posts."""

from typing import Any

from chalicelib import logs
from chalicelib.function_line import line
from chalicelib.realtime import fanout

PACE = fanout.Pace(at_once=32, seconds=10, attempts=3)


def fan_out(handed_over: dict[str, Any], context: Any) -> None:
    """`handed_over`: as `handover.begin` sends it. May be called twice with it: a page ignores an event that it has."""
    audiences, event, sender = (handed_over[name] for name in ("audiences", "event", "sender"))
    with line("fan_out", context, type=event["type"], conversation_id=event.get("conversation_id")):
        outcomes = fanout.publish_to(lambda: fanout.everybody(audiences, event, sender), event, PACE)
        logs.add(sockets=outcomes.total())
