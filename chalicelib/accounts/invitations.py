"""Invitations to a site's team: an owner passes a link on, and whoever opens it creates the account."""

import hashlib
import secrets
from typing import NamedTuple

from chalicelib import audit
from chalicelib.accounts import admins, callers, links, mailed_links, passwords, sessions, sign_in_attempts, team
from chalicelib.accounts.links import Link
from chalicelib.accounts.sessions import SignedIn
from chalicelib.errors import (
    AccountExists,
    AdminNotFound,
    CredentialsWrong,
    InvitationNotFound,
    LinkInvalid,
    SessionRevoked,
)
from chalicelib.identity import emails
from chalicelib.model import AccountRole, AdminCaller, now_ms
from chalicelib.model.accounts import Admin, Invitation, MailOutcome
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import invitations as invitation_rows
from chalicelib.storage import sites
from chalicelib.storage import team as team_rows

LIFE_SECONDS = 7 * 24 * 3600


class Invited(NamedTuple):
    invitation: Invitation
    link: Link
    mail: MailOutcome


def invite(caller: AdminCaller, email: str, role: AccountRole, password: str | None, address: str) -> Invited:
    """Mails the link too, where mail is set up.

    Raises what `callers.confirm_password` raises, `AccountExists`, or `InvalidField` for an invalid address."""
    _, inviter = callers.confirm_password(caller, password)
    canonical = emails.canonical(email)
    if admin_rows.get(canonical):
        raise AccountExists()
    now = now_ms()
    link = links.create("in", caller.site_id, f"i_{secrets.token_urlsafe(9)}")
    invitation = Invitation(
        id=link.id,
        site_id=caller.site_id,
        email=canonical,
        role=role,
        secret_hash=link.hash,
        invited_by=caller.admin_id,
        created_at=now,
        expires_at=now // 1000 + LIFE_SECONDS,
    )
    invitation_rows.put(invitation)
    audit.record(caller.site_id, caller.admin_id, "invitation.made", invitation.id, address, role=role)
    return Invited(invitation, link, mailed_links.send_invitation(invitation, link, inviter.name))


def newest_first(caller: AdminCaller) -> list[Invitation]:
    """Lists the open invitations of the caller's site."""
    found = invitation_rows.of_site(caller.site_id)
    return sorted(found, key=lambda invitation: invitation.created_at, reverse=True)


def withdraw(caller: AdminCaller, invitation_id: str, address: str) -> None:
    """Raises `InvitationNotFound`."""
    if not links.ID.fullmatch(invitation_id) or not invitation_rows.delete(caller.site_id, invitation_id):
        raise InvitationNotFound()
    audit.record(caller.site_id, caller.admin_id, "invitation.withdrawn", invitation_id, address)


def accept(secret: str, name: str, password: str, address: str, agent: str) -> SignedIn:
    """Creates the account that an invitation is for, and signs in.

    A retry with the same link and the same password, because the answer was lost, signs in to the account that it has
    created. Raises `LinkInvalid`, `AccountExists`, `SignInSlowed`, or `InvalidField` for an invalid password.
    """
    admin = create_account(links.parse("in", secret), name, password)
    audit.record(admin.site_id, admin.id, "invitation.accepted", admin.id, address)
    site = sites.get(admin.site_id)
    if site is None:
        raise SessionRevoked()
    return SignedIn(admin, site, *sessions.start(admin, address, agent))


def create_account(link: Link, name: str, password: str) -> Admin:
    invitation = invitation_rows.get(link.site_id, link.id)
    if invitation is None or invitation.secret_hash != link.hash:
        return account_created_by(link, password)
    passwords.check_new(password, invitation.email)
    admin = admins.new(invitation.site_id, invitation.email, name, password, invitation.role, id=account_id(link))
    team_rows.add(admin.site_id, admin.id, admin.email)  # first, as in `admins.create`
    try:
        if admin_rows.accept(admin, link.id, link.hash, now_ms() // 1000):
            return admin
    except AccountExists:
        remove_from_team(admin)
        raise
    # `Busy` does not get here: the transaction may still commit, and an account must not be missing from its team.
    remove_from_team(admin)
    return account_created_by(link, password)


def account_id(link: Link) -> str:
    """Derives the account's id from the link's secret, so that a retry with the link finds the account."""
    return f"a_{hashlib.sha256(b'account' + link.secret.encode()).hexdigest()[:16]}"


def account_created_by(link: Link, password: str) -> Admin:
    """Returns the account that this link has created, if the password is right.

    An account with a second factor is never returned: the link would get around it. Raises `LinkInvalid` or
    `SignInSlowed`.
    """
    try:
        admin = team.member(link.site_id, account_id(link))
    except AdminNotFound:
        raise LinkInvalid() from None

    def attempt() -> Admin:
        if admin.totp_secret or not passwords.verify_password(password, admin.password_hash):
            raise CredentialsWrong()
        return admin

    try:
        return sign_in_attempts.limit([sign_in_attempts.of_link(link.hash)], attempt)
    except CredentialsWrong:
        raise LinkInvalid() from None


def remove_from_team(admin: Admin) -> None:
    """Deletes the team's row again, unless the account was created and only the store's answer was lost."""
    stored = admin_rows.get(admin.email)
    if stored is None or stored.id != admin.id:
        team_rows.remove(admin.site_id, admin.id)
