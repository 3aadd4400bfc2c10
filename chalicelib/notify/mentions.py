"""Alerting an admin of a note that mentions them, if they are not at the dashboard: once, by each of their channels.

An alert is postponed during the admin's quiet hours, and while too many come at once. The note may be deleted, and the
admin may have left the team, before it is sent: then nothing is.
"""

import dataclasses
from functools import partial

from chalicelib.notify import alert as alert_of
from chalicelib.notify import channels, claims, schedules
from chalicelib.notify.alerts import MARGIN_MS, Postponed, claim_id, postponed_until
from chalicelib.notify.held import find
from chalicelib.notify.jobs import Mention
from chalicelib.realtime import presence
from chalicelib.storage import conversations, desk, jobs, sites


def alert(job: Mention) -> None:
    """Raises `TryLater` if a channel could not send it for now."""
    conversation, note = conversations.get(job.conversation_id), desk.get(job.conversation_id, job.note)
    if conversation is None or note is None or job.admin_id not in note.mentions:
        return
    site, admin = sites.recent(conversation.site_id), find(conversation.site_id, job.admin_id)
    if site is None or admin is None or admin.id in presence.online(site.site_id):
        return
    mention = alert_of.mention(site, conversation, note)
    wanted = {claim_id(mention, admin, channel): channel for channel in channels.wanted_by(admin)}
    sent = jobs.done(wanted)
    unsent = {id: channel for id, channel in wanted.items() if id not in sent}
    if not unsent:
        return
    if until := postponed_until(admin, mention):
        schedules.at(dataclasses.replace(job, until=until, attempt=0), until + MARGIN_MS)
        return
    postponed = Postponed()
    for id, channel in unsent.items():
        postponed.attempt(partial(claims.once, id, partial(channel.send, site, admin, mention)))
    postponed.report()
