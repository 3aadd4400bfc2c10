"""Invitations to a site's team: an owner passes a link on. Whoever opens it creates the account.

If the address has an account already, its holder joins with it instead, signed in. Who invites does not learn which it
is.
"""

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
    InTeam,
    InvitationForAnother,
    InvitationNotFound,
    LinkInvalid,
    SessionRevoked,
    SitesFull,
)
from chalicelib.identity import emails
from chalicelib.model import AccountRole, AdminCaller, now_ms
from chalicelib.model.accounts import MOST_SITES, Admin, Invitation, MailOutcome
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import invitations as invitation_rows
from chalicelib.storage import memberships, sites
from chalicelib.storage import team as team_rows

LIFE_SECONDS = 7 * 24 * 3600


class Invited(NamedTuple):
    invitation: Invitation
    link: Link
    mail: MailOutcome


def invite(caller: AdminCaller, email: str, role: AccountRole, password: str | None, address: str) -> Invited:
    """Mails the link too, where mail is set up.

    Raises what `callers.confirm_password` raises, `InTeam`, or `InvalidField` for an invalid address."""
    _, inviter = callers.confirm_password(caller, password)
    canonical = emails.canonical(email)
    invited = admin_rows.get(canonical)
    if invited and caller.site_id in invited.sites:
        raise InTeam()
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
    return Invited(invitation, link, mailed_links.send_invitation(invitation, link, inviter, invited))


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
    created. Raises `LinkInvalid`, `AccountExists` if the address has another account, `SignInSlowed`, or `InvalidField`
    for an invalid password.
    """
    link = links.parse("in", secret)
    admin = create_account(link, name, password)
    audit.record(link.site_id, admin.id, "invitation.accepted", admin.id, address)
    team.announce(link.site_id)
    site = sites.get(link.site_id)
    if site is None:
        raise SessionRevoked()
    return SignedIn(admin, site, *sessions.start(admin, link.site_id, address, agent))


def join(caller: AdminCaller, secret: str, address: str) -> str:
    """Adds the caller, whose address an invitation is for, to the team. Returns the id of the site.

    A retry finds the caller in the team. Raises `LinkInvalid`, `InvitationForAnother` or `SitesFull`.
    """
    link = links.parse("in", secret)
    _, admin = sessions.of_caller(caller)
    if link.site_id in admin.sites:
        return link.site_id
    invitation = valid_invitation(link)
    if invitation is None:
        raise LinkInvalid()
    if invitation.email != admin.email:
        raise InvitationForAnother()
    if len(admin.sites) >= MOST_SITES:
        raise SitesFull()
    team_rows.add(link.site_id, admin.id, admin.email)  # first, as in `admins.create`
    if not memberships.accept(admin, invitation, MOST_SITES, now_ms() // 1000):
        stored = admin_rows.get(admin.email)
        if stored is None or link.site_id not in stored.sites:
            team_rows.remove(link.site_id, admin.id)
            raise LinkInvalid()
    audit.record(link.site_id, admin.id, "invitation.accepted", admin.id, address)
    team.announce(link.site_id)
    return link.site_id


def valid_invitation(link: Link) -> Invitation | None:
    invitation = invitation_rows.get(link.site_id, link.id)
    return invitation if invitation and invitation.secret_hash == link.hash else None


def create_account(link: Link, name: str, password: str) -> Admin:
    invitation = valid_invitation(link)
    if invitation is None:
        return account_created_by(link, password)
    passwords.check_new(password, invitation.email)
    stored = admin_rows.get(invitation.email)
    if stored and stored.id != account_id(link):  # whoever has it joins with it
        raise AccountExists()
    admin = admins.new(invitation.site_id, invitation.email, name, password, invitation.role, id=account_id(link))
    team_rows.add(link.site_id, admin.id, admin.email)  # first, as in `admins.create`
    try:
        if admin_rows.accept(admin, invitation, now_ms() // 1000):
            return admin
    except AccountExists:
        remove_from_team(link.site_id, admin)
        raise
    # `Busy` does not get here: the transaction may still commit, and an account must not be missing from its team.
    remove_from_team(link.site_id, admin)
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


def remove_from_team(site_id: str, admin: Admin) -> None:
    """Deletes the team's row again, unless the account was created and only the store's answer was lost."""
    stored = admin_rows.get(admin.email)
    if stored is None or stored.id != admin.id:
        team_rows.remove(site_id, admin.id)
