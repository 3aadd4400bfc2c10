"""Doing a job once, although it may be delivered several times, and at the same time.

A job is claimed before it is done, and marked as done after it. If the function ends between the two, the claim runs
out and a later delivery does the job again. So in this one case a mail is sent twice, rather than never. A message in
a log is exact even then: its `client_id` is the job's id.
"""

from collections.abc import Callable

from chalicelib.storage import jobs

CLAIM_SECONDS = 60  # longer than the function's time limit


class InProgress(Exception):
    """Another delivery of the job is doing it at this moment, or ended without a mark. Try again later."""


def once(id: str, act: Callable[[], None]) -> bool:
    """Calls `act` unless the job with this id is done. Returns whether this call did it.

    Raises `InProgress`, and what `act` raises: then the claim is given back, so that a retry is possible at once.
    """
    claim = jobs.claim(id, CLAIM_SECONDS)
    if claim == "done":
        return False
    if claim == "claimed_elsewhere":
        raise InProgress(id)
    try:
        act()
    except Exception:
        jobs.release(id)
        raise
    jobs.finish(id)
    return True
