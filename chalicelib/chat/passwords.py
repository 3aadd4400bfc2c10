"""An admin's password: changed by its owner, or set anew with a link that an owner of the site has passed on."""

from contextlib import suppress

from chalicelib import audit
from chalicelib.chat import admin_sessions
from chalicelib.errors import AdminNotFound, Busy, CredentialsWrong, LinkInvalid
from chalicelib.identity import attempts, links, passwords, sessions, team
from chalicelib.identity.links import Link
from chalicelib.model import Admin, AdminCaller, now_ms
from chalicelib.storage import admins


def change(caller: AdminCaller, current: str, password: str, address: str) -> Admin:
    """Signs out all other sessions. Returns the account as it then is.

    Who repeats the call because its answer was lost has the new password by then: what was left to do is done.
    Raises `CredentialsWrong`, `SignInSlowed`, or `InvalidField`.
    """
    session, admin = sessions.of_caller(caller)
    passwords.check_new(password, admin.email)

    def attempt() -> bool:
        if passwords.verify_password(current, admin.password_hash):
            return False
        if passwords.verify_password(password, admin.password_hash):
            return True
        raise CredentialsWrong()

    repeated = attempts.counted([attempts.of_session(session.id)], attempt)
    if not repeated and not admins.change_password(admin, passwords.hash_password(password), session):
        raise Busy()  # something else about the account changed at the same moment
    admin_sessions.end_of(caller.site_id, caller.admin_id, but=caller.session_id)
    audit.record(caller.site_id, caller.admin_id, "password.changed", caller.admin_id, address)
    return sessions.of_caller(caller)[1]


def reset(secret: str, password: str, address: str) -> Admin:
    """Sets a new password and ends all sessions. Returns the account as it then is.

    The same link with the same password may be sent again, because an answer was lost: what was left to do is done.
    Raises `LinkInvalid`, `SignInSlowed`, or `InvalidField` for a password that is none.
    """
    link = links.parse("pr", secret)
    admin = member(link)
    passwords.check_new(password, admin.email)
    set_now = admins.reset_password(admin, link.hash, passwords.hash_password(password), now_ms() // 1000)
    if not set_now and not was_set(admin, link, password):
        raise LinkInvalid()
    admin_sessions.end_of(admin.site_id, admin.id)
    audit.record(admin.site_id, admin.id, "password.reset", admin.id, address)
    return member(link)


def member(link: Link) -> Admin:
    try:
        return team.member(link.site_id, link.id)
    except AdminNotFound:
        raise LinkInvalid() from None


def was_set(admin: Admin, link: Link, password: str) -> bool:
    """Has this link set this password? Only who has the link may ask, until it would have expired, and not often.

    Raises `SignInSlowed`.
    """

    def attempt() -> bool:
        if not passwords.verify_password(password, admin.password_hash):
            raise CredentialsWrong()
        return True

    if not admins.used_reset(admin, link.hash, now_ms() // 1000):
        return False
    with suppress(CredentialsWrong):
        return attempts.counted([attempts.of_link(link.hash)], attempt)
    return False
