"""Sends alerts that were postponed for an admin: in quiet hours, or because too many came at once.

Nothing is stored about them. When the time is over, whatever is still unread then and was not sent yet is sent as one.
"""

import dataclasses
from collections.abc import Iterator
from functools import partial

from chalicelib.model import Conversation, Site, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.notify import alert as alert_of
from chalicelib.notify import alerts, channels, quiet_hours, schedules, waiting
from chalicelib.notify.alert import Alert
from chalicelib.notify.alerts import Postponed
from chalicelib.notify.channels import Channel
from chalicelib.notify.claims import CLAIM_SECONDS, InProgress
from chalicelib.notify.jobs import HeldAlerts
from chalicelib.notify.unread import SECOND_CHECK_SECONDS
from chalicelib.notify.waiting import Waiting
from chalicelib.realtime import presence
from chalicelib.storage import admins, conversations, jobs, sites, team

MOST = 200  # conversations in one digest
PAGE = 100
LOOK_BACK_MS = 27 * 3600 * 1000  # longer than any quiet hours, and a first and a second check before them


def send(job: HeldAlerts) -> None:
    """Sends what an admin did not get. Raises `TryLater` if a channel could not send it for now."""
    site, admin = sites.recent(job.site_id), find(job.site_id, job.admin_id)
    if site is None or admin is None:
        return
    until = quiet_hours.end(admin.alerts, max(now_ms(), job.until))
    if until is not None:
        alerts.hold_until(site, admin, until)
        return
    if not job.second and admin.id in presence.online(site.site_id):
        again = dataclasses.replace(job, second=True, attempt=0)
        schedules.at(again, now_ms() + SECOND_CHECK_SECONDS * 1000)
        return
    held = [alert_of.of(site, each) for each in still_waiting(site)]
    postponed = Postponed()
    for channel in channels.wanted_by(admin):
        postponed.attempt(partial(send_together, job, site, admin, held, channel))
    postponed.report()


def find(site_id: str, admin_id: str) -> Admin | None:
    email = team.email_of(site_id, admin_id)
    admin = admins.get(email) if email else None
    return admin if admin and admin.id == admin_id and site_id in admin.sites else None


def still_waiting(site: Site) -> Iterator[Waiting]:
    """The conversations whose visitors have waited for as long as the site's setting says, the latest first.

    The index may lag, so each conversation is read again.
    """
    for conversation in recently_unread(site):
        found = waiting.find(conversation)
        if found and found.since + site.alert_after_seconds * 1000 <= now_ms():
            yield found


def recently_unread(site: Site) -> Iterator[Conversation]:
    """Those whose last message was sent within a day or so: older ones were alerted of before."""
    before = None
    while page := conversations.newest(site.site_id, "unread", before, PAGE):
        rows = {row.id: row for row in conversations.many(each.id for each in page)}
        for each in page:
            if max(each.last_at, each.snoozed_until) < now_ms() - LOOK_BACK_MS:
                return
            if each.id in rows and each.last_at >= now_ms() - LOOK_BACK_MS:
                yield rows[each.id]
        before = page[-1].latest_at


def send_together(job: HeldAlerts, site: Site, admin: Admin, held: list[Alert], channel: Channel) -> None:
    """Sends what this channel did not send yet, under the claims of the single alerts."""
    ids = {alerts.claim_id(each, admin, channel): each for each in held}
    sent = jobs.done(ids)
    unsent = {id: each for id, each in ids.items() if id not in sent}
    outcomes = {id: jobs.claim(id, CLAIM_SECONDS) for id in [*unsent][:MOST]}
    claimed = [id for id, outcome in outcomes.items() if outcome == "claimed"]
    if claimed:
        digest = alert_of.digest(
            f"alerts/{admin.id}/{job.until}", [unsent[id] for id in claimed], more=len(unsent) > MOST
        )
        try:
            channel.send(site, admin, digest)
        except Exception:
            for id in claimed:
                jobs.release(id)
            raise
        for id in claimed:
            jobs.finish(id)
    if "claimed_elsewhere" in outcomes.values():
        raise InProgress(f"{channel.name} of {admin.id}")
