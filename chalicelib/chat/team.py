"""What owners do about their site's admins. Whoever is changed is signed out everywhere, sockets included."""

from chalicelib import audit
from chalicelib.chat import admin_sessions
from chalicelib.chat.admin_sessions import Entry
from chalicelib.errors import SessionRevoked
from chalicelib.identity import invitations, proof, sessions, team
from chalicelib.identity.links import Link
from chalicelib.model import AccountRole, Admin, AdminCaller, Invitation
from chalicelib.storage import invitations as stored
from chalicelib.storage import sites


def members(caller: AdminCaller) -> list[Admin]:
    return team.members(caller.site_id)


def change_role(caller: AdminCaller, admin_id: str, role: AccountRole, password: str | None, address: str) -> Admin:
    """Raises what `proof.show` raises, `AdminNotFound` or `LastOwner`."""
    proof.show(caller, password)
    admin = team.change_role(caller.site_id, admin_id, role)
    admin_sessions.end_of(caller.site_id, admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.role_changed", admin_id, address, role=role)
    return admin


def remove(caller: AdminCaller, admin_id: str, password: str | None, address: str) -> None:
    """Raises what `proof.show` raises, `AdminNotFound` or `LastOwner`."""
    proof.show(caller, password)
    team.remove(caller.site_id, admin_id)
    admin_sessions.end_of(caller.site_id, admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.removed", admin_id, address)
    team.struck(caller.site_id, admin_id)  # last: until then a retry finds the removal to be finished


def allow_reset(caller: AdminCaller, admin_id: str, password: str | None, address: str) -> tuple[Link, int]:
    """Raises what `proof.show` raises, or `AdminNotFound`."""
    proof.show(caller, password)
    link, expires_at = team.allow_reset(caller.site_id, admin_id)
    admin_sessions.end_of(caller.site_id, admin_id)
    audit.record(caller.site_id, caller.admin_id, "admin.reset_allowed", admin_id, address)
    return link, expires_at


def invite(
    caller: AdminCaller, email: str, role: AccountRole, password: str | None, address: str
) -> tuple[Invitation, Link]:
    """Raises what `proof.show` raises, `AccountExists`, or `InvalidField` for an address that is none."""
    proof.show(caller, password)
    invitation, link = invitations.invite(caller, email, role)
    audit.record(caller.site_id, caller.admin_id, "invitation.made", invitation.id, address, role=role)
    return invitation, link


def invited(caller: AdminCaller) -> list[Invitation]:
    return sorted(stored.of_site(caller.site_id), key=lambda invitation: invitation.created_at, reverse=True)


def withdraw(caller: AdminCaller, invitation_id: str, address: str) -> None:
    """Raises `InvitationNotFound`."""
    invitations.withdraw(caller, invitation_id)
    audit.record(caller.site_id, caller.admin_id, "invitation.withdrawn", invitation_id, address)


def accept(secret: str, name: str, password: str, address: str, agent: str) -> Entry:
    """Makes the account that an invitation is for, and signs in.

    The same link with the same password may be sent again, because an answer was lost: it signs in to the account that
    is there. Raises `LinkInvalid`, `AccountExists`, or `SignInSlowed`.
    """
    admin = invitations.accept(secret, name, password)
    audit.record(admin.site_id, admin.id, "invitation.accepted", admin.id, address)
    site = sites.get(admin.site_id)
    if site is None:
        raise SessionRevoked()
    return Entry(admin, site, *sessions.begin(admin, address, agent))
