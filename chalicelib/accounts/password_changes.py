"""Changing one's own password, and setting a new one with a link that an owner of the site has passed on."""

from contextlib import suppress

from chalicelib import audit
from chalicelib.accounts import links, passwords, sessions, sign_in_attempts, team
from chalicelib.accounts.links import Link
from chalicelib.errors import AdminNotFound, Busy, CredentialsWrong, LinkInvalid
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.storage import admins as admin_rows


def change(caller: AdminCaller, current: str, password: str, address: str) -> Admin:
    """Sets a new password and ends all other sessions. Returns the changed account.

    A retry, because the answer was lost, comes when the new password is already set, and does the rest.
    Raises `CredentialsWrong`, `SignInSlowed`, or `InvalidField`.
    """
    session, admin = sessions.of_caller(caller)
    passwords.check_new(password, admin.email)

    def is_retry() -> bool:
        if passwords.verify_password(current, admin.password_hash):
            return False
        if passwords.verify_password(password, admin.password_hash):
            return True
        raise CredentialsWrong()

    retried = sign_in_attempts.limit([sign_in_attempts.of_session(session.id)], is_retry)
    if not retried and not admin_rows.change_password(admin, passwords.hash_password(password), session):
        raise Busy()  # the account was changed by another call at the same moment
    sessions.end_of_account(admin.sites, caller.admin_id, keep=caller.session_id)
    audit.record(caller.site_id, caller.admin_id, "password.changed", caller.admin_id, address)
    return sessions.of_caller(caller)[1]


def reset(secret: str, password: str, address: str) -> Admin:
    """Sets a new password and ends all sessions. Returns the changed account.

    A retry with the same link and the same password, because the answer was lost, does the rest.
    Raises `LinkInvalid`, `SignInSlowed`, or `InvalidField` for an invalid password.
    """
    link = links.parse("pr", secret)
    admin = member(link)
    passwords.check_new(password, admin.email)
    is_set = admin_rows.reset_password(admin, link.hash, passwords.hash_password(password), now_ms() // 1000)
    if not is_set and not was_set_by(link, admin, password):
        raise LinkInvalid()
    sessions.end_of_account(admin.sites, admin.id)
    audit.record(link.site_id, admin.id, "password.reset", admin.id, address)
    return member(link)


def member(link: Link) -> Admin:
    try:
        return team.member(link.site_id, link.id)
    except AdminNotFound:
        raise LinkInvalid() from None


def was_set_by(link: Link, admin: Admin, password: str) -> bool:
    """Returns whether this link has set this password. Limited to the link's lifetime and to a few attempts.

    Raises `SignInSlowed`.
    """
    if not admin_rows.used_reset(admin, link.hash, now_ms() // 1000):
        return False

    def attempt() -> bool:
        if not passwords.verify_password(password, admin.password_hash):
            raise CredentialsWrong()
        return True

    with suppress(CredentialsWrong):
        return sign_in_attempts.limit([sign_in_attempts.of_link(link.hash)], attempt)
    return False
