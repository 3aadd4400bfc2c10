"""How an admin wants to be alerted of visitors who wait."""

import dataclasses

from chalicelib.accounts import sessions
from chalicelib.errors import InvalidField, SessionRevoked
from chalicelib.model import AdminCaller
from chalicelib.model.accounts import Admin, AlertChanges, AlertPreferences
from chalicelib.storage import admins


def read(caller: AdminCaller) -> Admin:
    """Raises `SessionRevoked`."""
    return sessions.of_caller(caller)[1]


def change(caller: AdminCaller, changes: AlertChanges) -> Admin:
    """Returns the changed account. Raises `SessionRevoked`, or `InvalidField` for quiet hours that are incomplete."""
    admin = read(caller)
    check(dataclasses.replace(admin.alerts, **changes))
    if not changes:
        return admin
    changed = admins.change_alerts(admin, changes)
    if changed is None:
        raise SessionRevoked()
    return changed


def check(preferences: AlertPreferences) -> None:
    """Quiet hours have a beginning, an end and a time zone, or neither a beginning nor an end."""
    if not preferences.quiet_from and not preferences.quiet_until:
        return
    if not preferences.quiet_from:
        raise InvalidField("quiet_from_invalid", "quiet_from", "Quiet hours need a beginning.")
    if preferences.quiet_until in ("", preferences.quiet_from):
        raise InvalidField("quiet_until_invalid", "quiet_until", "Quiet hours need an end other than their beginning.")
    if not preferences.quiet_zone:
        raise InvalidField("quiet_zone_invalid", "quiet_zone", "Quiet hours need a time zone.")
