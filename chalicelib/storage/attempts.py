"""Attempts that are counted because they may fail: each one, before it is known how it ends, by a compare and swap."""

import time
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import LimitRow


class Attempts(NamedTuple):
    counted: int
    until: int  # no attempt before then; epoch milliseconds


NONE = Attempts(0, 0)


@passing_as_busy()
def get(key: str) -> Attempts:
    """Reads strongly. TTL deletes late: what is over counts for nothing."""
    try:
        row = LimitRow.get(key, consistent_read=True)
    except LimitRow.DoesNotExist:
        return NONE
    return Attempts(int(row.counted or 0), int(row.until or 0)) if row.expires_at > time.time() else NONE


@passing_as_busy()
def move(key: str, before: Attempts, after: Attempts, expires_at: int) -> bool:
    """Says whether it was still as `before`. `expires_at`: epoch seconds, when it counts for nothing."""
    condition = LimitRow.counted == before.counted
    if before == NONE:
        condition = condition | LimitRow.key.does_not_exist() | (LimitRow.expires_at <= int(time.time()))
    actions: list[Action] = [
        LimitRow.counted.set(after.counted),
        LimitRow.until.set(after.until),
        LimitRow.expires_at.set(expires_at),
    ]
    return held(LimitRow(key).update, actions=actions, condition=condition)


@passing_as_busy()
def forget(key: str) -> None:
    LimitRow(key).delete()
