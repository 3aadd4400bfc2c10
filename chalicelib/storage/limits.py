"""Counters with an end: each counts up to a bound in a span of time, whoever counts at once."""

from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import LimitRow


@passing_as_busy()
def count(key: str, most: int, expires_at: int) -> bool:
    """Counts one more, unless `most` are counted already. Says whether it was counted."""
    return held(
        LimitRow(key).update,
        actions=[LimitRow.counted.add(1), LimitRow.expires_at.set(expires_at)],
        condition=LimitRow.counted.does_not_exist() | (LimitRow.counted < most),
    )


@passing_as_busy()
def take_back(key: str) -> None:
    """Counts one less, of what was counted for nothing."""
    LimitRow(key).update(actions=[LimitRow.counted.add(-1)])
