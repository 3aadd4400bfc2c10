"""The quiet hours of an admin, in the admin's time zone.

Every night is one interval between two moments, so that a change to or from daylight saving time lengthens or shortens
it. A time that the clocks skip is taken as if they had not been moved yet, and of one that they repeat the first is
meant.
"""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from chalicelib.model.accounts import AlertPreferences


def end(preferences: AlertPreferences, now: int) -> int | None:
    """When the present quiet hours end. None: there are none at the moment. Times are epoch milliseconds."""
    if not preferences.quiet_from:
        return None
    zone = ZoneInfo(preferences.quiet_zone)
    first, last = time.fromisoformat(preferences.quiet_from), time.fromisoformat(preferences.quiet_until)
    today = datetime.fromtimestamp(now / 1000, zone).date()
    for day in (today - timedelta(days=1), today):
        over_midnight = timedelta(days=int(last <= first))
        if moment(day, first, zone) <= now < (ends_at := moment(day + over_midnight, last, zone)):
            return ends_at
    return None


def moment(day: date, at: time, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, at, zone).astimezone(timezone.utc).timestamp() * 1000)
