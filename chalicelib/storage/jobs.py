"""Jobs of the background work that were claimed or done, so that a job which is delivered twice is done once."""

import time
from collections.abc import Iterable
from typing import Literal

from chalicelib.storage.database import read_batch
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import JobRow

KEPT_SECONDS = 7 * 86400  # longer than any record or schedule is delivered again

Claim = Literal["claimed", "claimed_elsewhere", "done"]


@retryable_as_busy()
def claim(id: str, seconds: int) -> Claim:
    """Claims a job for so many seconds, unless it is done or claimed already."""
    now = int(time.time())
    free = JobRow.id.does_not_exist() | (JobRow.expires_at <= now)
    abandoned = (JobRow.done == False) & (JobRow.claimed_until <= now)  # noqa: E712 - PynamoDB makes a condition of it
    row = JobRow(id, done=False, claimed_until=now + seconds, expires_at=now + KEPT_SECONDS)
    if try_write(row.save, condition=free | abandoned):
        return "claimed"
    try:
        return "done" if JobRow.get(id, consistent_read=True).done else "claimed_elsewhere"
    except JobRow.DoesNotExist:
        return "claimed_elsewhere"


@retryable_as_busy()
def done(ids: Iterable[str]) -> set[str]:
    """Returns those of the jobs that are done."""
    return {row.id for row in read_batch(JobRow, ids) if row.done}


@retryable_as_busy()
def finish(id: str) -> None:
    """Stores that a claimed job is done."""
    JobRow(id, done=True, claimed_until=0, expires_at=int(time.time()) + KEPT_SECONDS).save()


@retryable_as_busy()
def release(id: str) -> None:
    """Gives a claim back: the job was not done."""
    JobRow(id).delete()
