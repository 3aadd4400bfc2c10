"""Invitations: an owner says who may join and passes a link on; whoever has it makes the account."""

import hashlib
import secrets

from chalicelib.errors import AccountExists, AdminNotFound, CredentialsWrong, InvitationNotFound, LinkInvalid
from chalicelib.identity import accounts, attempts, emails, links, passwords
from chalicelib.identity import team as members
from chalicelib.identity.links import Link
from chalicelib.model import AccountRole, Admin, AdminCaller, Invitation, now_ms
from chalicelib.storage import admins, invitations, team

LIFE_SECONDS = 7 * 24 * 3600


def invite(caller: AdminCaller, email: str, role: AccountRole) -> tuple[Invitation, Link]:
    """Raises `AccountExists`, or `InvalidField` for an address that is none."""
    address = emails.canonical(email)
    if accounts.find_admin(email):
        raise AccountExists()
    now = now_ms()
    link = links.make("in", caller.site_id, f"i_{secrets.token_urlsafe(9)}")
    invitation = Invitation(
        id=link.id,
        site_id=caller.site_id,
        email=address,
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
    """Makes the account. Where this link has made it with this password before, that is the account.

    Raises `LinkInvalid`, `AccountExists`, `SignInSlowed`, or `InvalidField` for a password that is none or an address
    that an earlier version has let through.
    """
    link = links.parse("in", secret)
    invitation = invitations.get(link.site_id, link.id)
    if invitation is None or invitation.secret_hash != link.hash:
        return made_before(link, password)
    passwords.check_new(password, invitation.email)
    admin = accounts.new_admin(
        invitation.site_id, invitation.email, name, password, invitation.role, id=account_id(link)
    )
    there = accounts.find_admin(invitation.email)  # also under the key of an earlier version
    if there:
        if there.id == admin.id:
            return made_before(link, password)
        raise AccountExists()
    team.add(admin.site_id, admin.id, admin.email)  # first, as for every account
    made = False
    try:
        made = admins.accept(admin, link.id, link.hash, now_ms() // 1000)
    finally:
        if not made:
            discard(admin)
    if not made:
        return made_before(link, password)
    return admin


def account_id(link: Link) -> str:
    """The id of the account that a link makes follows from its secret: so whoever has the link finds it again."""
    return f"a_{hashlib.sha256(b'account' + link.secret.encode()).hexdigest()[:16]}"


def made_before(link: Link, password: str) -> Admin:
    """The account that this link has made, if this is its password and it has no second factor that would be passed by.
    Raises `LinkInvalid` or `SignInSlowed`."""
    try:
        admin = members.member(link.site_id, account_id(link))
    except AdminNotFound:
        raise LinkInvalid() from None

    def attempt() -> Admin:
        if admin.totp_secret or not passwords.verify_password(password, admin.password_hash):
            raise CredentialsWrong()
        return admin

    try:
        return attempts.counted([attempts.of_link(link.hash)], attempt)
    except CredentialsWrong:
        raise LinkInvalid() from None


def discard(admin: Admin) -> None:
    """Takes the pointer back, unless the store's answer was lost and the account is there."""
    stored = admins.get(admin.email)
    if stored is None or stored.id != admin.id:
        team.remove(admin.site_id, admin.id)
