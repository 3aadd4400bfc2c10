"""A site's admins: who they are, and what their owners make of them. A site always has an owner."""

import random
import time
from collections.abc import Callable
from contextlib import suppress

from chalicelib.errors import AdminNotFound, Busy, LastOwner
from chalicelib.identity import links
from chalicelib.identity.links import Link
from chalicelib.model import AccountRole, Admin, now_ms
from chalicelib.storage import admins, team

ATTEMPTS = 5
PAUSE_SECONDS = 0.02
RESET_SECONDS = 24 * 3600


def members(site_id: str) -> list[Admin]:
    pointers = team.emails(site_id)
    found = {admin.email: admin for admin in admins.many(pointers.values())}
    listed = [admin for admin_id, email in pointers.items() if (admin := found.get(email)) and admin.id == admin_id]
    return sorted(listed, key=lambda admin: (admin.name.casefold(), admin.id))


def member(site_id: str, admin_id: str) -> Admin:
    """Raises `AdminNotFound`, for another site's too."""
    email = email_of(site_id, admin_id)
    admin = account(email, admin_id) if email else None
    if admin is None:
        raise AdminNotFound()
    return admin


def email_of(site_id: str, admin_id: str) -> str | None:
    return team.email_of(site_id, admin_id) if links.ID.fullmatch(admin_id) else None


def change_role(site_id: str, admin_id: str, role: AccountRole) -> Admin:
    """Raises `AdminNotFound`, `LastOwner`, or `Busy` under contention."""

    def change(admin: Admin) -> bool:
        return admin.role == role or admins.change_role(admin, role, witness_for(admin))

    attempt(site_id, admin_id, change)
    return member(site_id, admin_id)


def remove(site_id: str, admin_id: str) -> None:
    """Deletes an account; the pointer to it stays until `struck`, so that a removal that broke off can be repeated.

    Raises `AdminNotFound`, `LastOwner`, or `Busy` under contention.
    """
    email = email_of(site_id, admin_id)
    if email is None:
        raise AdminNotFound()
    with suppress(AdminNotFound):  # gone by now, also when the answer to that was lost
        attempt(site_id, admin_id, lambda admin: admins.remove(admin, witness_for(admin)))


def struck(site_id: str, admin_id: str) -> None:
    """The end of a removal: nothing is left of the account."""
    team.remove(site_id, admin_id)


def allow_reset(site_id: str, admin_id: str) -> tuple[Link, int]:
    """Returns what lets an admin set a new password, once, and until when (epoch milliseconds)."""
    link = links.make("pr", site_id, admin_id)
    until = now_ms() // 1000 + RESET_SECONDS
    attempt(site_id, admin_id, lambda admin: admins.allow_reset(admin, link.hash, until))
    return link, until * 1000


def attempt(site_id: str, admin_id: str, change: Callable[[Admin], bool]) -> None:
    """Repeats a change that met another one, on what is there then."""
    for number in range(ATTEMPTS):
        with suppress(Busy):
            if change(member(site_id, admin_id)):
                return
        time.sleep(random.random() * PAUSE_SECONDS * 2**number)
    raise Busy()


def witness_for(admin: Admin) -> Admin | None:
    """Another owner, who must still be one at the moment in which this one is no more. Raises `LastOwner`."""
    if admin.role != "owner":
        return None
    others = (each for each in members(admin.site_id) if each.role == "owner" and each.id != admin.id)
    witness = next(others, None)
    if witness is None:
        raise LastOwner()
    return witness


def account(email: str, admin_id: str) -> Admin | None:
    admin = admins.get(email)
    return admin if admin and admin.id == admin_id else None
