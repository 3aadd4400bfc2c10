"""Invitations: an owner says who may join and passes a link on; whoever has it makes the account."""

import secrets

from chalicelib.errors import AccountExists, InvitationNotFound, LinkInvalid
from chalicelib.identity import links
from chalicelib.identity.accounts import find_admin, new_admin, normalized
from chalicelib.identity.links import Link
from chalicelib.identity.passwords import check_new
from chalicelib.model import AccountRole, Admin, AdminCaller, Invitation, now_ms
from chalicelib.storage import admins, invitations, team

LIFE_SECONDS = 7 * 24 * 3600


def invite(caller: AdminCaller, email: str, role: AccountRole) -> tuple[Invitation, Link]:
    """Raises `AccountExists`."""
    if find_admin(email):
        raise AccountExists()
    now = now_ms()
    link = links.make("in", caller.site_id, f"i_{secrets.token_urlsafe(9)}")
    invitation = Invitation(
        id=link.id,
        site_id=caller.site_id,
        email=normalized(email),
        role=role,
        secret_hash=link.hash,
        invited_by=caller.admin_id,
        created_at=now,
        expires_at=now // 1000 + LIFE_SECONDS,
    )
    invitations.put(invitation)
    return invitation, link


def withdraw(caller: AdminCaller, invitation_id: str) -> None:
    """Raises `InvitationNotFound`."""
    if not links.ID.fullmatch(invitation_id) or not invitations.delete(caller.site_id, invitation_id):
        raise InvitationNotFound()


def accept(secret: str, name: str, password: str) -> Admin:
    """Makes the account. Raises `LinkInvalid`, `AccountExists`, or `InvalidField` for a password that is none."""
    link = links.parse("in", secret)
    invitation = invitations.get(link.site_id, link.id)
    if invitation is None or invitation.secret_hash != link.hash:
        raise LinkInvalid()
    check_new(password, invitation.email)
    admin = new_admin(invitation.site_id, invitation.email, name, password, invitation.role)
    team.enlist(admin.site_id, admin.id, admin.email)  # first, as for every account
    made = False
    try:
        made = admins.accept(admin, link.id, link.hash, now_ms() // 1000)
    finally:
        if not made:
            discard(admin)
    if not made:
        raise LinkInvalid()
    return admin


def discard(admin: Admin) -> None:
    """Takes the pointer back, unless the store's answer was lost and the account is there."""
    stored = admins.get(admin.email)
    if stored is None or stored.id != admin.id:
        team.strike(admin.site_id, admin.id)
