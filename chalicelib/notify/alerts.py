"""Alerting a site's admins of a visitor who waits: each of them once for each read mark, by each of their channels.

Alerts are postponed during an admin's quiet hours, and while too many come at once: see `held`.
"""

from collections.abc import Callable
from functools import partial

from chalicelib import logs
from chalicelib.failures import TryLater
from chalicelib.model import Site, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.notify import alert as alert_of
from chalicelib.notify import channels, claims, quiet_hours, schedules
from chalicelib.notify.alert import Alert
from chalicelib.notify.channels import Channel
from chalicelib.notify.claims import InProgress
from chalicelib.notify.jobs import HeldAlerts
from chalicelib.notify.waiting import Waiting
from chalicelib.realtime import presence
from chalicelib.storage import admins, alert_windows, jobs, sites, team

MOST_AT_ONCE = 5  # alerts of one admin ...
WINDOW_MS = 600_000  # ... within this time; those beyond are sent as one when it is over
MARGIN_MS = 5_000  # clocks may differ by this much: no alert is postponed to a job that may have started


def send(waiting: Waiting, while_online: Callable[[], None] | None) -> None:
    """Alerts the admins and the site's own targets.

    `while_online`: called before anything is sent, if admins are left out because they are online. None: they are not
    left out. Raises `TryLater` after all others were alerted, if somebody could not be alerted for now.
    """
    site = sites.recent(waiting.conversation.site_id)
    if site is None:
        return
    alert = alert_of.of(site, waiting)
    alerted = admins.of_team(site.site_id, team.emails(site.site_id))
    if while_online:
        online = presence.online(site.site_id)
        absent = [admin for admin in alerted if admin.id not in online]
        if absent != alerted:
            while_online()
        alerted = absent
    postponed = Postponed()
    for name, send_to_site in channels.OF_SITE:
        postponed.attempt(partial(claims.once, f"{alert.id}/{name}", partial(send_to_site, site, alert)))
    for admin in alerted:
        send_to(site, admin, alert, postponed)
    postponed.report()


class Postponed:
    """What could not be sent for now. One failure does not keep the others from being sent."""

    def __init__(self) -> None:
        self.causes: list[str] = []
        self.seconds = 0

    def attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (TryLater, InProgress) as cause:
            self.causes.append(f"{type(cause).__name__}: {cause}")
            self.seconds = max(self.seconds, cause.seconds if isinstance(cause, TryLater) else 0)
        except Exception as error:  # noqa: BLE001 - a fault in one channel must not silence the others
            logs.error("alert_failed")
            self.causes.append(type(error).__name__)

    def report(self) -> None:
        """Raises `TryLater`, if there is anything to try again."""
        if self.causes:
            raise TryLater("; ".join(self.causes), seconds=self.seconds)


def send_to(site: Site, admin: Admin, alert: Alert, postponed: Postponed) -> None:
    wanted = {claim_id(alert, admin, channel): channel for channel in channels.wanted_by(admin)}
    sent = jobs.done(wanted)
    unsent = {id: channel for id, channel in wanted.items() if id not in sent}
    if not unsent or hold(admin, alert):
        return
    for id, channel in unsent.items():
        postponed.attempt(partial(claims.once, id, partial(channel.send, site, admin, alert)))


def hold(admin: Admin, alert: Alert) -> bool:
    """Returns whether the alert is sent later, with others: it is an hour of quiet, or too many came at once."""
    until = postponed_until(admin, alert)
    if until is None:
        return False
    hold_until(alert.site, admin, until)
    return True


def postponed_until(admin: Admin, alert: Alert) -> int | None:
    """None: the alert may be sent now."""
    now = now_ms()
    until = quiet_hours.end(admin.alerts, now)
    if until is None:
        window = alert_windows.admit(admin.id, alert.id, MOST_AT_ONCE, WINDOW_MS, now)
        until = None if window.admitted else window.ends_at
    return until


def hold_until(site: Site, admin: Admin, until: int) -> None:
    """Schedules the job that sends an admin's postponed alerts. Alerts with the same end time share one job."""
    schedules.at(HeldAlerts(site.site_id, admin.id, until), until + MARGIN_MS)


def claim_id(alert: Alert, admin: Admin, channel: Channel) -> str:
    return f"{alert.id}/{admin.id}/{channel.name}"
