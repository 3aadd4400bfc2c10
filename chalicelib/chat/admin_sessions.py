"""An admin comes in, stays in, sees where else, and leaves."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from chalicelib import audit
from chalicelib.chat import sockets
from chalicelib.errors import Busy, SessionNotFound, SessionRevoked
from chalicelib.identity import accounts, second_factor, sessions
from chalicelib.identity.refresh_tokens import RefreshToken
from chalicelib.model import Admin, AdminCaller, AdminSession, Site
from chalicelib.storage import sessions as stored
from chalicelib.storage import sites


class Entry(NamedTuple):
    """What an admin's page needs to begin or to carry on."""

    admin: Admin
    site: Site
    session: AdminSession
    refresh_token: RefreshToken


def sign_in(
    email: str, password: str, code: str | None, device_tokens: Sequence[str], address: str, agent: str
) -> Entry:
    """Raises `CredentialsWrong`, `SignInSlowed`, `SecondFactorRequired` or `SecondFactorWrong`."""
    admin, site = accounts.sign_in(email, password, code, address, device_tokens)
    try:
        session, token = sessions.begin(admin, address, agent)
    except Busy:
        with suppress(Busy):  # else the same sign-in, repeated, would find the code used up
            second_factor.give_back(admin, code)
        raise
    audit.record(site.site_id, admin.id, "session.begun", session.id, address)
    return Entry(admin, site, session, token)


def refresh(text: str, address: str) -> Entry:
    """Raises `TokenInvalid` or `SessionRevoked`."""
    admin, session, token = sessions.refresh(text, address, close_sockets)
    site = sites.get(admin.site_id)
    if site is None:
        raise SessionRevoked()
    return Entry(admin, site, session, token)


def sign_out(caller: AdminCaller, address: str) -> None:
    """Ends the caller's session. Harmless when it is over already."""
    end(caller, caller.session_id, address)


def of_caller(caller: AdminCaller) -> list[AdminSession]:
    """Lists the caller's sessions, the one used last first."""
    return sorted(stored.of_admin(caller.admin_id), key=lambda session: session.used_at, reverse=True)


def end_one(caller: AdminCaller, session_id: str, address: str) -> None:
    """Ends one of the caller's sessions. Raises `SessionNotFound`."""
    if session_id not in {session.id for session in stored.of_admin(caller.admin_id)}:
        raise SessionNotFound()
    end(caller, session_id, address)


def end_all(caller: AdminCaller, address: str) -> None:
    """Ends all of the caller's sessions, this one last: while any is left, the same call can be made again."""
    others = [session.id for session in stored.of_admin(caller.admin_id) if session.id != caller.session_id]
    for session_id in [*others, caller.session_id]:
        end(caller, session_id, address)


def end_of(site_id: str, admin_id: str, but: str = "") -> None:
    """Ends all sessions of an account, with their sockets, perhaps one excepted."""
    for session in stored.of_admin(admin_id):
        if session.id != but:
            stored.delete(admin_id, session.id)
    sockets.close_of_admin(site_id, admin_id, but)


def end(caller: AdminCaller, session_id: str, address: str) -> None:
    stored.delete(caller.admin_id, session_id)
    sockets.close_of_session(caller.site_id, caller.admin_id, session_id)
    audit.record(caller.site_id, caller.admin_id, "session.ended", session_id, address)


def close_sockets(session: AdminSession) -> None:
    sockets.close_of_session(session.site_id, session.admin_id, session.id)
