"""Authenticating the calls of admins: by access token, by role, and by confirming the password.

An access token is valid for minutes. A call that could turn a stolen one into permanent access asks for the password as
well: a second factor, a new password, an invitation, the reset of another admin's password, a change of role, and a new
identity secret. docs/security.md has the list.
"""

import dataclasses
from contextlib import suppress

from chalicelib.accounts import sessions, sign_in_attempts
from chalicelib.accounts.passwords import verify_password
from chalicelib.errors import Busy, CredentialsWrong, OwnerOnly, PasswordRequired, SessionRevoked
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import AdminCaller
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.storage import sessions as session_rows


def authenticate(token: str) -> AdminCaller:
    """Returns the admin whom an access token stands for. A session that ended elsewhere is served for another minute.

    Raises `TokenExpired`, `TokenInvalid` or `SessionRevoked`.
    """
    caller = verify_admin(token)
    session = session_rows.recent(caller.admin_id, caller.session_id)
    if session is None:
        raise SessionRevoked()
    note_arrival(session, caller)
    return caller


def authenticate_owner(token: str) -> AdminCaller:
    """As `authenticate`, for calls that only an owner may make. Reads session and role strongly, without the delay.

    Raises `OwnerOnly` too.
    """
    caller = verify_admin(token)
    session, admin = sessions.of_caller(caller)
    note_arrival(session, caller)
    if admin.role != "owner":
        raise OwnerOnly()
    return dataclasses.replace(caller, account_role="owner")


def note_arrival(session: AdminSession, caller: AdminCaller) -> None:
    """Stores that the page has received the answer to its last refresh, so that the previous refresh token expires.

    A page that calls with the access token of that answer has its refresh token too. One write for each refresh, best
    effort: the next call tries again.
    """
    with suppress(Busy):
        known = (session.mark, session.previous_hash[: len(session.mark)])
        if caller.refresh_mark not in known:  # this process has cached an older state
            session = session_rows.get(caller.admin_id, caller.session_id) or session
        if caller.refresh_mark == session.mark and not session.arrived:
            session_rows.note_arrival(session)


def confirm_password(caller: AdminCaller, password: str | None) -> tuple[AdminSession, Admin]:
    """Returns the caller's session and account. Failed attempts are counted for this session alone.

    Raises `PasswordRequired` if none was sent, `CredentialsWrong`, `SignInSlowed` or `SessionRevoked`.
    """
    if password is None:
        raise PasswordRequired("password")
    session, admin = sessions.of_caller(caller)

    def attempt() -> None:
        if not verify_password(password, admin.password_hash):
            raise CredentialsWrong()

    sign_in_attempts.limit([sign_in_attempts.of_session(session.id)], attempt)
    return session, admin
