"""Exchanging a refresh token for the next one, with a new access token."""

import dataclasses

from chalicelib import audit
from chalicelib.accounts import refresh_tokens, sessions
from chalicelib.accounts.refresh_tokens import RefreshToken
from chalicelib.accounts.sessions import SignedIn, account_of
from chalicelib.errors import Busy, SessionRevoked
from chalicelib.model import now_ms
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.realtime import sockets
from chalicelib.storage import sessions as session_rows
from chalicelib.storage import sites

TOGETHER_MS = 60_000  # how long after a refresh another tab of the browser may send the same refresh token
ATTEMPTS = 3


def refresh(text: str, site_id: str | None, address: str) -> SignedIn:
    """Continues a session at a site; None: at the one where it was last.

    A person who does not belong to that site, any more or at all, gets another one of theirs: pages compare.
    Raises `TokenInvalid`, `SessionRevoked`, or `Busy` under contention.
    """
    admin, session, token = exchange(refresh_tokens.parse(text), site_id, address)
    site = sites.get(session.site_id)
    if site is None:
        raise SessionRevoked()
    return SignedIn(admin, site, session, token)


def exchange(token: RefreshToken, site_id: str | None, address: str) -> tuple[Admin, AdminSession, RefreshToken]:
    """Returns the next refresh token, and the session that it belongs to, at the person's site.

    The previous token is accepted until the present one, or the access token issued with it, has been used: the answer
    was lost, perhaps hours ago, and the same next token is returned again. Two tabs that refresh at once have
    `TOGETHER_MS` besides. Any other used token was copied: the session ends for both holders.
    """
    for _ in range(ATTEMPTS):
        session = session_rows.get(token.admin_id, token.session_id)
        if session is None:
            raise SessionRevoked()
        admin = account_of(session)
        if admin is None:
            session_rows.delete(session.admin_id, session.id)
            sockets.close_session(session.sites, session.admin_id, session.id)
            raise SessionRevoked()
        now = now_ms()
        here = at_site(session, admin, site_id)
        accepted_again = not session.arrived or now - session.rotated_at <= TOGETHER_MS
        if token.hash == session.previous_hash and accepted_again:
            # `rotated_at` moves, so that another tab that sends the same token now is accepted too.
            again = dataclasses.replace(here, rotated_at=now)
            recently = here == session and now - session.rotated_at <= TOGETHER_MS
            if recently or session_rows.rotate(session, again):
                note_entry(session, again, address)
                return admin, again, token.next(session.salt)
            continue
        if token.hash != session.secret_hash:
            session_rows.delete(session.admin_id, session.id)
            audit.record(session.site_id, session.admin_id, "session.token_reused", session.id, address)
            sockets.close_session(session.sites, session.admin_id, session.id)
            raise SessionRevoked()
        rotated, following = rotate(here, token, now, address)
        if session_rows.rotate(session, rotated):
            note_entry(session, rotated, address)
            return admin, rotated, following
    raise Busy()


def at_site(session: AdminSession, admin: Admin, wanted: str | None) -> AdminSession:
    """The session at the site that is wanted, if it is one of the person's, and with the person's present sites."""
    site_id = next(id for id in (wanted or "", session.site_id, admin.first_site) if id in admin.sites)
    entered = session.entered if site_id in session.entered else (*session.entered, site_id)
    return dataclasses.replace(session, site_id=site_id, sites=admin.sites, entered=entered)


def note_entry(before: AdminSession, after: AdminSession, address: str) -> None:
    """A site's audit log says when a session has come to the site first."""
    if after.entered != before.entered:
        audit.record(after.site_id, after.admin_id, "session.begun", after.id, address)


def rotate(session: AdminSession, token: RefreshToken, now: int, address: str) -> tuple[AdminSession, RefreshToken]:
    salt = refresh_tokens.new_salt()
    following = token.next(salt)
    rotated = dataclasses.replace(
        session,
        secret_hash=following.hash,
        previous_hash=token.hash,
        salt=salt,
        rotated_at=now,
        used_at=now,
        address=address,
        expires_at=now // 1000 + sessions.IDLE_SECONDS,
        arrived=False,
    )
    return rotated, following
