"""Taking the open conversations from an admin who was removed from the team, a part of them in each call."""

import dataclasses

from chalicelib.accounts import team
from chalicelib.desk import leaving
from chalicelib.errors import AdminNotFound
from chalicelib.model import now_ms
from chalicelib.model.desk import Colleague
from chalicelib.notify import schedules
from chalicelib.notify.jobs import Unassignment


def unassign(job: Unassignment) -> None:
    """Schedules the next part, if there is one. Raises `Busy`."""
    if is_member(job):
        return
    left, by = Colleague(job.admin_id, job.name), Colleague(job.by_id, job.by_name)
    following = leaving.unassign(job.site_id, left, by, leaving.Place(job.part, job.after))
    if following:
        schedules.at(dataclasses.replace(job, part=following.part, after=following.after, attempt=0), now_ms())


def is_member(job: Unassignment) -> bool:
    """Whether the admin has joined the team again."""
    try:
        team.member(job.site_id, job.admin_id)
    except AdminNotFound:
        return False
    return True
