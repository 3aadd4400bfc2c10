"""An admin's password: changed by its owner, or set anew with a link that an owner of the site has passed on."""

from chalicelib import audit
from chalicelib.chat import admin_sessions
from chalicelib.errors import AdminNotFound, Busy, CredentialsWrong, LinkInvalid
from chalicelib.identity import attempts, links, passwords, sessions, team
from chalicelib.model import Admin, AdminCaller, now_ms
from chalicelib.storage import admins


def change(caller: AdminCaller, current: str, password: str, address: str) -> None:
    """Signs out all other sessions. Raises `CredentialsWrong`, `SignInSlowed`, or `InvalidField`."""
    session, admin = sessions.of_caller(caller)
    passwords.check_new(password, admin.email)
    attempts.counted(admin.email, address, lambda: show(admin, current))
    if not admins.change_password(admin, passwords.hash_password(password), session):
        raise Busy()  # something else about the account changed at the same moment
    admin_sessions.end_of(caller.site_id, caller.admin_id, but=caller.session_id)
    audit.record(caller.site_id, caller.admin_id, "password.changed", caller.admin_id, address)


def show(admin: Admin, password: str) -> None:
    if not passwords.verify_password(password, admin.password_hash):
        raise CredentialsWrong()


def reset(secret: str, password: str, address: str) -> None:
    """Raises `LinkInvalid`, or `InvalidField` for a password that is none."""
    link = links.parse("pr", secret)
    try:
        admin = team.member(link.site_id, link.id)
    except AdminNotFound:
        raise LinkInvalid() from None
    passwords.check_new(password, admin.email)
    if not admins.reset_password(admin, link.hash, passwords.hash_password(password), now_ms() // 1000):
        raise LinkInvalid()
    admin_sessions.end_of(admin.site_id, admin.id)
    audit.record(admin.site_id, admin.id, "password.reset", admin.id, address)
