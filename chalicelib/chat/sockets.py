"""Opening and closing a socket. Writes go by HTTP; the socket only pushes."""

from collections.abc import Callable

from chalicelib import events, logs
from chalicelib.chat import conversations
from chalicelib.errors import Busy, ConnectionUnknown, ConversationNotFound, TicketInvalid
from chalicelib.identity import tickets
from chalicelib.model import SOCKET_SECONDS, AdminCaller, Caller, Connection, now_ms
from chalicelib.realtime import gateway
from chalicelib.storage import connections, sessions

CHECK_SECONDS = 10 * 60  # so seldom is it written down that a socket's session lasts


def issue_ticket(caller: Caller, origin: str | None) -> tuple[str, int]:
    """Returns a ticket for the caller's socket and when it expires (epoch milliseconds).

    Raises `ConversationNotFound` for a visitor who has not written yet: there is nothing to hear.
    """
    if isinstance(caller, AdminCaller):
        return tickets.issue(events.admins_audience(caller.site_id), origin, events.session_of(caller))
    conversation = conversations.load(caller, caller.conversation_id)
    if not conversation.stored:
        raise ConversationNotFound()
    return tickets.issue(events.conversation_audience(conversation.id), origin)


def connect(connection_id: str, secret: str, origin: str | None, endpoint: str) -> None:
    """Stores the socket in its audience, before the page asks for what it missed: nothing falls between.

    An admin's session is looked at after that: if it ends meanwhile, either the socket is seen by whoever ends it or
    its end is seen here. Raises `TicketInvalid` or `OriginNotAllowed`.
    """
    ticket = tickets.redeem(secret, origin)
    now = now_ms() // 1000
    connections.put(
        Connection(
            id=connection_id,
            audience=ticket.audience,
            endpoint=endpoint,
            expires_at=now + SOCKET_SECONDS,
            session=ticket.session,
            checked_at=now if ticket.session else 0,
        )
    )
    if ticket.session and sessions.get(*ids_of(ticket.session)) is None:
        connections.forget(connection_id, ticket.audience)
        raise TicketInvalid()


def check(connection_id: str) -> str:
    """Returns the audience in which a socket hears, if it still may: an admin's session must last.

    Raises `ConnectionUnknown` when it hears nothing any more.
    """
    found = connections.find(connection_id)
    if found is None:
        raise ConnectionUnknown()
    if found.session:
        now = now_ms() // 1000
        over = connections.stale(found.session, found.checked_at, now)
        if over or sessions.recent(*ids_of(found.session)) is None:
            connections.forget(connection_id, found.audience)
            raise ConnectionUnknown()
        if now - found.checked_at >= CHECK_SECONDS:
            connections.checked(connection_id, found.audience, now)
    return found.audience


def close_of_session(site_id: str, admin_id: str, session_id: str) -> None:
    """Closes the sockets of a session that is over. Best effort, as `close_of_admin`."""
    close_of(site_id, lambda session: session == key_of(admin_id, session_id))


def close_of_admin(site_id: str, admin_id: str, but: str = "") -> None:
    """Closes the sockets of all sessions of an account, perhaps one excepted. Reads the audience once.

    It does not ask which sessions there are: one whose row was deleted by a call that ended there has its sockets yet.
    Best effort: a socket that is missed learns it at its next heartbeat.
    """
    kept = key_of(admin_id, but)
    close_of(site_id, lambda session: session.startswith(key_of(admin_id, "")) and session != kept)


def close_of(site_id: str, over: Callable[[str], bool]) -> None:
    try:
        close_all(events.admins_audience(site_id), over)
    except Busy:
        logs.warning("sockets_not_closed", site_id=site_id)


def close_all(audience: str, over: Callable[[str], bool] | None = None) -> None:
    """Closes the sockets of an audience, or those of the sessions that are `over`. Raises `Busy`: call it again.

    A socket is forgotten once it is closed: if this ends in between, whoever repeats it finds the socket.
    """
    for socket in connections.in_audience(audience):
        if over is None or over(socket.session):
            gateway.close(socket.endpoint, socket.id)
            connections.forget(socket.id, socket.audience)


def disconnect(connection_id: str) -> None:
    """Forgets a socket. Best effort, as the event itself is: a missed one is found gone by a later fan-out."""
    audience = connections.audience_of(connection_id)
    if audience:
        connections.forget(connection_id, audience)


def key_of(admin_id: str, session_id: str) -> str:
    return f"{admin_id}/{session_id}"


def ids_of(session: str) -> tuple[str, str]:
    admin_id, _, session_id = session.partition("/")
    return admin_id, session_id
