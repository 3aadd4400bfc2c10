"""Closing sockets: those of an audience, of a session that has ended, or of an account."""

from collections.abc import Callable, Iterable

from chalicelib import events, logs
from chalicelib.errors import Busy
from chalicelib.realtime import gateway
from chalicelib.storage import connections


def close_audience(audience: str, of_session: Callable[[str], bool] | None = None) -> None:
    """Closes the sockets of an audience, or those whose session key `of_session` accepts. Raises `Busy`: retry.

    A socket's row is deleted after the socket is closed, so that a retry finds those that are left.
    """
    for socket in connections.in_audience(audience):
        if of_session is None or of_session(socket.session):
            gateway.close(socket.endpoint, socket.id)
            connections.forget(socket.id, socket.audience, socket.also)


def close_session(site_ids: Iterable[str], admin_id: str, session_id: str) -> None:
    """Closes the sockets of a session that has ended. Best effort, as `close_account`."""
    ended = session_key(admin_id, session_id)
    for site_id in site_ids:
        close_matching(site_id, lambda session: session == ended)


def close_account(site_ids: Iterable[str], admin_id: str, keep: str = "") -> None:
    """Closes the sockets that an account has at these sites, apart from those of the session `keep`. Reads each
    site's audience once. A socket that is for other sites too is closed, and its page opens another one for those.

    It does not read which sessions exist: an interrupted call may have deleted a session and left its sockets open.
    Best effort: a socket that is missed is closed at its next heartbeat.
    """
    kept = session_key(admin_id, keep)
    for site_id in site_ids:
        close_matching(site_id, lambda session: session.startswith(session_key(admin_id, "")) and session != kept)


def close_matching(site_id: str, of_session: Callable[[str], bool]) -> None:
    try:
        close_audience(events.admins_audience(site_id), of_session)
    except Busy:
        logs.warning("sockets_not_closed", site_id=site_id)


def session_key(admin_id: str, session_id: str) -> str:
    """What the row of an admin's socket stores of its session; see `events.session_of`."""
    return f"{admin_id}/{session_id}"


def parse_session_key(key: str) -> tuple[str, str]:
    """Returns the ids of the admin and of the session."""
    admin_id, _, session_id = key.partition("/")
    return admin_id, session_id
