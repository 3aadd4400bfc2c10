"""Authenticating the calls of admins: by access token, by role, and by confirming the password.

An access token is valid for minutes. A call that could turn a stolen one into permanent access asks for the password as
well: a second factor, a new password, an invitation, the reset of another admin's password, a change of role, and a new
identity secret. docs/security.md has the list.
"""

import dataclasses
from collections.abc import Mapping
from contextlib import suppress

from chalicelib.accounts import sessions, sign_in_attempts
from chalicelib.accounts.passwords import verify_password
from chalicelib.errors import Busy, CredentialsWrong, NotOfSite, OwnerOnly, PasswordRequired, SessionRevoked
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import AccountRole, AdminCaller
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.storage import sessions as session_rows


def authenticate(token: str) -> AdminCaller:
    """Returns the admin whom an access token stands for. A session that ended elsewhere, or that ended at the token's
    site, is served for another minute.

    Raises `TokenExpired`, `TokenInvalid`, `SessionRevoked` or `NotOfSite`.
    """
    caller = verify_admin(token)
    session = session_rows.recent(caller.admin_id, caller.session_id)
    if session and caller.site_id not in session.sites:  # this process may have cached it before the admin joined
        session = session_rows.get(caller.admin_id, caller.session_id)
    if session is None:
        raise SessionRevoked()
    return at_site(caller, note_arrival(session, caller).sites)


def at_site(caller: AdminCaller, sites: Mapping[str, AccountRole]) -> AdminCaller:
    """`sites`: the person's. Raises `NotOfSite`."""
    role = sites.get(caller.site_id)
    if role is None:
        raise NotOfSite()
    return dataclasses.replace(caller, account_role=role, sites=sites)


def authenticate_owner(token: str) -> AdminCaller:
    """As `authenticate`, for calls that only an owner may make. Reads session and role strongly, without the delay.

    Raises `OwnerOnly` too.
    """
    caller = verify_admin(token)
    session, admin = sessions.of_caller(caller)
    note_arrival(session, caller)
    owner = at_site(caller, admin.sites)
    if owner.account_role != "owner":
        raise OwnerOnly()
    return owner


def note_arrival(session: AdminSession, caller: AdminCaller) -> AdminSession:
    """Stores that the page has received the answer to its last refresh, so that the previous refresh token expires.
    Returns the session as it is now, if this process had cached an older state.

    A page that calls with the access token of that answer has its refresh token too. One write for each refresh, best
    effort: the next call tries again.
    """
    with suppress(Busy):
        known = (session.mark, session.previous_hash[: len(session.mark)])
        if caller.refresh_mark not in known:  # this process has cached an older state
            session = session_rows.get(caller.admin_id, caller.session_id) or session
        if caller.refresh_mark == session.mark and not session.arrived:
            session_rows.note_arrival(session)
    return session


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
