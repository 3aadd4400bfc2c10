"""A site's team: who its admins are, and what its owners change about them. A site always has an owner.

An admin whose account is changed is signed out everywhere, sockets included. One who is removed from a team, and
belongs to other sites too, is signed out of this site only.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from chalicelib import audit, events
from chalicelib.accounts import callers, links, mailed_links, sessions
from chalicelib.accounts.links import Link
from chalicelib.config import config
from chalicelib.errors import AdminElsewhere, AdminNotFound, Busy, LastOwner
from chalicelib.events.desk import colleagues_changed
from chalicelib.model import AccountRole, AdminCaller, now_ms
from chalicelib.model.accounts import Admin, MailOutcome
from chalicelib.model.pictures import face_of
from chalicelib.realtime import fanout, sockets
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import connections, memberships, pictures
from chalicelib.storage import sessions as session_rows
from chalicelib.storage import team as team_rows

ATTEMPTS = 5
PAUSE_SECONDS = 0.02
RESET_SECONDS = 24 * 3600


def members(site_id: str) -> list[Admin]:
    return sorted(
        admin_rows.of_team(site_id, team_rows.emails(site_id)), key=lambda admin: (admin.name.casefold(), admin.id)
    )


def member(site_id: str, admin_id: str) -> Admin:
    """Raises `AdminNotFound`, also for an admin of another site."""
    email = email_of(site_id, admin_id)
    admin = admin_rows.get(email) if email else None
    if admin is None or admin.id != admin_id or site_id not in admin.sites:
        raise AdminNotFound()
    return admin


def email_of(site_id: str, admin_id: str) -> str | None:
    return team_rows.email_of(site_id, admin_id) if links.ID.fullmatch(admin_id) else None


def change_role(caller: AdminCaller, admin_id: str, role: AccountRole, password: str | None, address: str) -> Admin:
    """Raises what `callers.confirm_password` raises, `AdminNotFound`, `LastOwner`, or `Busy` under contention."""
    callers.confirm_password(caller, password)

    def change(admin: Admin) -> bool:
        same = admin.sites[caller.site_id] == role
        return same or admin_rows.change_role(admin, caller.site_id, role, other_owner(admin, caller.site_id))

    retry(caller.site_id, admin_id, change)
    admin = member(caller.site_id, admin_id)
    sessions.end_of_account(admin.sites, admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.role_changed", admin_id, address, role=role)
    announce(caller.site_id)
    return admin


def remove(
    caller: AdminCaller, admin_id: str, password: str | None, address: str, ended: Callable[[str], None]
) -> None:
    """Removes an admin from the team, and deletes an account that belongs to no other site. The team's row is deleted
    last, so that a removal that was interrupted can be repeated.

    `ended`: called with the admin's name once they do not belong to the site any more; with "" if a repeated call
    cannot know it.

    Raises what `callers.confirm_password` raises, `AdminNotFound`, `LastOwner`, or `Busy` under contention.
    """
    callers.confirm_password(caller, password)
    name = name_of(caller.site_id, admin_id)
    try:
        stays = end_membership(caller.site_id, admin_id)
    except AdminNotFound:
        announce(caller.site_id)  # an earlier call may have been interrupted just before it did
        raise
    if stays:
        sockets.close_account([caller.site_id], admin_id)
    else:
        sessions.end_of_account([caller.site_id], admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.removed", admin_id, address)
    connections.choose(events.admins_audience(caller.site_id), admin_id, away=False)
    if config().pages_bucket:
        pictures.remove(caller.site_id, face_of(admin_id))
    ended(name)
    team_rows.remove(caller.site_id, admin_id)
    announce(caller.site_id)


def name_of(site_id: str, admin_id: str) -> str:
    try:
        return member(site_id, admin_id).name
    except AdminNotFound:
        return ""


def announce(site_id: str) -> None:
    """Tells the dashboards of a site that its team has changed. A page that misses this asks again after a minute."""
    fanout.publish([events.admins_audience(site_id)], colleagues_changed())


def end_membership(site_id: str, admin_id: str) -> bool:
    """Removes a site from an account, or deletes the account if it has no other one. Returns whether it still exists.

    Raises `AdminNotFound`, `LastOwner` or `Busy`.
    """
    email = email_of(site_id, admin_id)
    if email is None:
        raise AdminNotFound()
    stays = False

    def end(admin: Admin) -> bool:
        nonlocal stays
        stays, owner = len(admin.sites) > 1, other_owner(admin, site_id)
        if not stays:
            return admin_rows.remove(admin, site_id, owner)
        present = [each for each in session_rows.of_admin(admin.id) if each.generation == admin.generation]
        kept = sorted(present, key=lambda each: each.used_at)[-memberships.MOST_SESSIONS :]
        done = memberships.remove(admin, site_id, kept, owner)
        session_rows.forget_known(present)
        return done

    try:
        retry(site_id, admin_id, end)
    except AdminNotFound:  # done already, perhaps by an earlier call whose answer was lost
        left = admin_rows.get(email)
        stays = left is not None and left.id == admin_id
    return stays


class AllowedReset(NamedTuple):
    link: Link
    expires_at: int  # epoch milliseconds
    mail: MailOutcome


def allow_reset(caller: AdminCaller, admin_id: str, password: str | None, address: str) -> AllowedReset:
    """Signs an admin out, and creates a link with which a new password can be set. Mails it where mail is set up.

    Raises what `callers.confirm_password` raises, `AdminNotFound`, or `Busy` under contention.
    """
    _, owner = callers.confirm_password(caller, password)
    link, expires_at = create_reset_link(caller.site_id, admin_id, allowed=partial(check_reset, owner))
    admin = member(caller.site_id, admin_id)
    sessions.end_of_account(admin.sites, admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.reset_allowed", admin_id, address)
    return AllowedReset(link, expires_at, mailed_links.send_reset(admin, link))


def check_reset(owner: Admin, admin: Admin) -> None:
    """Whoever has the link gets into every site of the account. Raises `AdminElsewhere` for sites of other owners."""
    if any(owner.sites.get(site_id) != "owner" for site_id in admin.sites):
        raise AdminElsewhere()


def create_reset_link(
    site_id: str,
    admin_id: str,
    life_seconds: int | None = None,
    signs_out: bool = True,
    allowed: Callable[[Admin], None] = lambda _: None,
) -> tuple[Link, int]:
    """Returns a link with which an admin can set a new password once, and when it expires (epoch milliseconds).

    `life_seconds`: a day, if omitted. `signs_out`: the admin is signed out at once, not only when the link is used.
    `allowed`: raises a refusal if nobody may set the password of the account, as it is then.
    """
    link = links.create("pr", site_id, admin_id)
    until = now_ms() // 1000 + (RESET_SECONDS if life_seconds is None else life_seconds)

    def allow(admin: Admin) -> bool:
        allowed(admin)
        return admin_rows.allow_reset(admin, link.hash, until, signs_out)

    retry(site_id, admin_id, allow)
    return link, until * 1000


def retry(site_id: str, admin_id: str, change: Callable[[Admin], bool]) -> None:
    """Repeats a change that conflicts with another one, each time with the account as it is then."""
    for number in range(ATTEMPTS):
        with suppress(Busy):
            if change(member(site_id, admin_id)):
                return
        time.sleep(random.random() * PAUSE_SECONDS * 2**number)
    raise Busy()


def other_owner(admin: Admin, site_id: str) -> Admin | None:
    """Returns another owner of a site, who must still be one when this owner stops being one. None for an agent.

    Raises `LastOwner`.
    """
    if admin.sites[site_id] != "owner":
        return None
    others = (each for each in members(site_id) if each.sites[site_id] == "owner" and each.id != admin.id)
    owner = next(others, None)
    if owner is None:
        raise LastOwner()
    return owner
