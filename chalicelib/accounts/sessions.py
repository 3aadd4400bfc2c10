"""Sessions of admins: how they start, which there are, and how they end, with their sockets."""

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from chalicelib import audit
from chalicelib.accounts import refresh_tokens
from chalicelib.accounts.refresh_tokens import RefreshToken
from chalicelib.errors import CredentialsWrong, SessionNotFound, SessionRevoked
from chalicelib.model import AdminCaller, Site, now_ms
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.realtime import sockets
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import sessions as session_rows

IDLE_SECONDS = 30 * 24 * 3600


class SignedIn(NamedTuple):
    """What the dashboard needs to start or to continue a session."""

    admin: Admin
    site: Site
    session: AdminSession
    refresh_token: RefreshToken


def start(admin: Admin, site_id: str, address: str, agent: str) -> tuple[AdminSession, RefreshToken]:
    """Stores a session for an admin who has been authenticated, at one of the admin's sites.

    Raises `CredentialsWrong` when the account changed in the meantime. Whoever changes an account first increments its
    generation and then ends its sessions. The account is read again after the session is stored, so such a session is
    ended either there or here.
    """
    now = now_ms()
    token = refresh_tokens.first(admin.id, f"s_{secrets.token_urlsafe(12)}")
    session = AdminSession(
        admin_id=admin.id,
        id=token.session_id,
        site_id=site_id,
        sites=admin.sites,
        entered=(site_id,),
        email=admin.email,
        generation=admin.generation,
        secret_hash=token.hash,
        previous_hash="",
        salt="",
        rotated_at=now,
        agent=agent,
        address=address,
        created_at=now,
        used_at=now,
        expires_at=now // 1000 + IDLE_SECONDS,
        arrived=True,  # no token precedes this one
    )
    session_rows.put(session)
    if account_of(session) is None:
        session_rows.delete(session.admin_id, session.id)
        raise CredentialsWrong()
    return session, token


def of_caller(caller: AdminCaller) -> tuple[AdminSession, Admin]:
    """Reads the caller's session and account strongly. Raises `SessionRevoked`."""
    session = session_rows.get(caller.admin_id, caller.session_id)
    admin = account_of(session) if session else None
    if session is None or admin is None:
        raise SessionRevoked()
    return session, admin


def account_of(session: AdminSession) -> Admin | None:
    """Reads the account, unless it was deleted or its generation has changed since the session started."""
    admin = admin_rows.get(session.email)
    return admin if admin and (admin.id, admin.generation) == (session.admin_id, session.generation) else None


def newest_first(caller: AdminCaller) -> list[AdminSession]:
    """Lists the caller's sessions, the most recently used first."""
    return sorted(session_rows.of_admin(caller.admin_id), key=lambda session: session.used_at, reverse=True)


def sign_out(caller: AdminCaller, address: str) -> None:
    """Ends the caller's session. Does nothing if it has ended already."""
    end(caller, caller.session_id, address)


def end_one(caller: AdminCaller, session_id: str, address: str) -> None:
    """Ends one of the caller's sessions. Raises `SessionNotFound`."""
    if session_id not in {session.id for session in session_rows.of_admin(caller.admin_id)}:
        raise SessionNotFound()
    end(caller, session_id, address)


def end_all(caller: AdminCaller, address: str) -> None:
    """Ends all of the caller's sessions. The caller's own one is last, so that the call can be repeated until then."""
    others = [session.id for session in session_rows.of_admin(caller.admin_id) if session.id != caller.session_id]
    for session_id in [*others, caller.session_id]:
        end(caller, session_id, address)


def end(caller: AdminCaller, session_id: str, address: str) -> None:
    ended = session_rows.delete(caller.admin_id, session_id)
    sockets.close_session(ended.sites if ended else [caller.site_id], caller.admin_id, session_id)
    audit.record(caller.site_id, caller.admin_id, "session.ended", session_id, address)


def end_of_account(site_ids: Iterable[str], admin_id: str, keep: str = "") -> None:
    """Ends all sessions of an account and closes their sockets, apart from the session `keep`. `site_ids`: of the
    account."""
    for session in session_rows.of_admin(admin_id):
        if session.id != keep:
            session_rows.delete(admin_id, session.id)
    sockets.close_account(site_ids, admin_id, keep)
