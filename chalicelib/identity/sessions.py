"""Sessions of admins: begun by signing in, carried on by a refresh token that changes at every use, ended at once."""

import dataclasses
import secrets
from collections.abc import Callable
from contextlib import suppress

from chalicelib import audit
from chalicelib.errors import Busy, CredentialsWrong, OwnerOnly, SessionRevoked
from chalicelib.identity import refresh_tokens
from chalicelib.identity.refresh_tokens import RefreshToken
from chalicelib.identity.tokens import verify_admin
from chalicelib.model import Admin, AdminCaller, AdminSession, now_ms
from chalicelib.storage import admins, sessions

IDLE_SECONDS = 30 * 24 * 3600
TOGETHER_MS = 60_000  # so long after a refresh another tab of the same browser may come with the same refresh token
ATTEMPTS = 3


def begin(admin: Admin, address: str, agent: str) -> tuple[AdminSession, RefreshToken]:
    """Stores a session for somebody who has shown who they are.

    Raises `CredentialsWrong` when the account changed meanwhile: whoever changes one first moves its generation on and
    then ends its sessions, so one that is stored before the account is read again is ended there or given up here.
    """
    now = now_ms()
    token = refresh_tokens.first(admin.id, f"s_{secrets.token_urlsafe(12)}")
    session = AdminSession(
        admin_id=admin.id,
        id=token.session_id,
        site_id=admin.site_id,
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
        arrived=True,  # there is no token before this one
    )
    sessions.put(session)
    if account_of(session) is None:
        sessions.delete(session.admin_id, session.id)
        raise CredentialsWrong()
    return session, token


def recognise(token: str) -> AdminCaller:
    """Says who an admin token speaks for, while its session lasts: one ended elsewhere is served for a minute at most.

    Raises `TokenExpired`, `TokenInvalid` or `SessionRevoked`.
    """
    caller = verify_admin(token)
    session = sessions.recent(caller.admin_id, caller.session_id)
    if session is None:
        raise SessionRevoked()
    note_arrival(session, caller)
    return caller


def note_arrival(session: AdminSession, caller: AdminCaller) -> None:
    """A page that calls with the access token of a refresh has the refresh token of that answer too, so the one before
    is not excused any more. One write for each refresh, best effort: the next call tries again."""
    with suppress(Busy):
        known = (session.mark, session.previous_hash[: len(session.mark)])
        if caller.refresh_mark and caller.refresh_mark not in known:  # this process remembers an earlier state
            session = sessions.get(caller.admin_id, caller.session_id) or session
        if caller.refresh_mark == session.mark and not session.arrived:
            sessions.note_arrival(session)


def recognise_owner(token: str) -> AdminCaller:
    """As `recognise`, for what only an owner may do: session and role as they are now, not as the token says.

    Raises `OwnerOnly` too.
    """
    caller = verify_admin(token)
    session, admin = of_caller(caller)
    note_arrival(session, caller)
    if admin.role != "owner":
        raise OwnerOnly()
    return dataclasses.replace(caller, account_role="owner")


def of_caller(caller: AdminCaller) -> tuple[AdminSession, Admin]:
    """The caller's session and account as they are now. Raises `SessionRevoked`."""
    session = sessions.get(caller.admin_id, caller.session_id)
    admin = account_of(session) if session else None
    if session is None or admin is None:
        raise SessionRevoked()
    return session, admin


def refresh(text: str, address: str, ended: Callable[[AdminSession], None]) -> tuple[Admin, AdminSession, RefreshToken]:
    """Exchanges a refresh token for the next one. `ended` is called for a session that ends here.

    The token before the present one is taken as long as nobody has used the present one, or the access token that came
    with it: then the answer was lost, perhaps hours ago, and leads to the same next token again. Two tabs at once have
    `TOGETHER_MS` besides. Any other used token is in two hands: the session ends for both.
    Raises `TokenInvalid`, `SessionRevoked`, or `Busy` under contention.
    """
    token = refresh_tokens.parse(text)
    for _ in range(ATTEMPTS):
        session = sessions.get(token.admin_id, token.session_id)
        if session is None:
            raise SessionRevoked()
        admin = account_of(session)
        if admin is None:
            sessions.delete(session.admin_id, session.id)
            ended(session)
            raise SessionRevoked()
        now = now_ms()
        excused = not session.arrived or now - session.rotated_at <= TOGETHER_MS
        if token.hash == session.previous_hash and excused:
            # Given out again just now: another tab that comes with the same token at the same moment is let in too.
            again = dataclasses.replace(session, rotated_at=now)
            if now - session.rotated_at <= TOGETHER_MS or sessions.rotate(session, again):
                return admin, session, token.next(session.salt)
            continue
        if token.hash != session.secret_hash:
            sessions.delete(session.admin_id, session.id)
            audit.record(session.site_id, session.admin_id, "session.token_reused", session.id, address)
            ended(session)
            raise SessionRevoked()
        rotated, following = step(session, token, now, address)
        if sessions.rotate(session, rotated):
            return admin, rotated, following
    raise Busy()


def step(session: AdminSession, token: RefreshToken, now: int, address: str) -> tuple[AdminSession, RefreshToken]:
    salt = refresh_tokens.new_salt()
    following = token.next(salt)
    changed = dataclasses.replace(
        session,
        secret_hash=following.hash,
        previous_hash=token.hash,
        salt=salt,
        rotated_at=now,
        used_at=now,
        address=address,
        expires_at=now // 1000 + IDLE_SECONDS,
        arrived=False,
    )
    return changed, following


def account_of(session: AdminSession) -> Admin | None:
    """The account as it is now, unless it is gone or has moved on since this session began."""
    admin = admins.get(session.email)
    return admin if admin and (admin.id, admin.generation) == (session.admin_id, session.generation) else None
