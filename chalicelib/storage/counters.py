"""Counters that expire: how often something happened in a period, and failed attempts with the time of the next one."""

import time
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import LimitRow


@retryable_as_busy()
def count(key: str, most: int, expires_at: int) -> bool:
    """Adds one, unless `most` are counted already. Returns whether it was added."""
    return try_write(
        LimitRow(key).update,
        actions=[LimitRow.counted.add(1), LimitRow.expires_at.set(expires_at)],
        condition=LimitRow.counted.does_not_exist() | (LimitRow.counted < most),
    )


@retryable_as_busy()
def take_back(key: str) -> None:
    """Subtracts one that was counted although nothing came of it."""
    LimitRow(key).update(actions=[LimitRow.counted.add(-1)])


class Attempts(NamedTuple):
    counted: int
    until: int  # no attempt before then; epoch milliseconds


NONE = Attempts(0, 0)


@retryable_as_busy()
def get(key: str) -> Attempts:
    """Reads strongly. TTL deletes late, so an expired counter is ignored."""
    try:
        row = LimitRow.get(key, consistent_read=True)
    except LimitRow.DoesNotExist:
        return NONE
    return Attempts(int(row.counted or 0), int(row.until or 0)) if row.expires_at > time.time() else NONE


@retryable_as_busy()
def move(key: str, before: Attempts, after: Attempts, expires_at: int) -> bool:
    """Compares and swaps. Returns whether the counter was still `before`. `expires_at`: epoch seconds."""
    condition = LimitRow.counted == before.counted
    if before == NONE:
        condition = condition | LimitRow.key.does_not_exist() | (LimitRow.expires_at <= int(time.time()))
    actions: list[Action] = [
        LimitRow.counted.set(after.counted),
        LimitRow.until.set(after.until),
        LimitRow.expires_at.set(expires_at),
    ]
    return try_write(LimitRow(key).update, actions=actions, condition=condition)


@retryable_as_busy()
def forget(key: str) -> None:
    LimitRow(key).delete()
