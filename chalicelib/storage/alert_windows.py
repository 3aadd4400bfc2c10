"""How many alerts an admin has received within some minutes, so that a flood of them becomes one.

A window begins with the admin's first alert. Its row has the ids of the alerts, so that one which is tried again counts
once.
"""

from typing import NamedTuple

from chalicelib.errors import Busy
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import JobRow

ATTEMPTS = 5  # several alerts of one admin may begin at the same moment
KEPT_SECONDS = 3600  # after its end


class Window(NamedTuple):
    ends_at: int  # epoch milliseconds
    admitted: bool  # the alert is one of the first in the window


@retryable_as_busy()
def admit(admin_id: str, alert_id: str, most: int, length_ms: int, now: int) -> Window:
    """Adds an alert to the admin's present window, if that has fewer than `most`. Raises `Busy` under contention."""
    id = f"alerts/{admin_id}"
    for _ in range(ATTEMPTS):
        window = read(id)
        if window is None or window.ends_at <= now:
            ends_at = now + length_ms
            fresh = JobRow(id, alerts={alert_id}, ends_at=ends_at, expires_at=ends_at // 1000 + KEPT_SECONDS)
            if try_write(fresh.save, condition=JobRow.id.does_not_exist() | (JobRow.ends_at <= now)):
                return Window(ends_at, True)
        elif alert_id in window.alerts:
            return Window(int(window.ends_at), True)
        elif len(window.alerts) >= most:
            return Window(int(window.ends_at), False)
        else:
            unchanged = (JobRow.ends_at == window.ends_at) & (JobRow.alerts == window.alerts)
            if try_write(JobRow(id).update, actions=[JobRow.alerts.add({alert_id})], condition=unchanged):
                return Window(int(window.ends_at), True)
    raise Busy()


def read(id: str) -> JobRow | None:
    try:
        return JobRow.get(id, consistent_read=True)
    except JobRow.DoesNotExist:
        return None
