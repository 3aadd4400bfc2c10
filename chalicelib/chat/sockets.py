"""Tickets for sockets, and opening, checking and closing a socket. Writes use HTTP; a socket only pushes."""

from chalicelib import events
from chalicelib.chat import conversations
from chalicelib.errors import ConnectionUnknown, ConversationNotFound, TicketInvalid
from chalicelib.identity import tickets
from chalicelib.model import SOCKET_SECONDS, AdminCaller, Caller, Connection, now_ms
from chalicelib.realtime import presence
from chalicelib.realtime.sockets import parse_session_key
from chalicelib.storage import connections
from chalicelib.storage.connections import Pointer

EARLIER_AUDIENCE = "conversation#"  # of visitors' sockets that an earlier release has opened: they connect again
CHECK_SECONDS = 5 * 60  # how often at most a socket's row stores that its session is valid


def issue_ticket(caller: Caller, origin: str | None) -> tuple[str, int]:
    """Returns a ticket for the caller's socket and when it expires (epoch milliseconds).

    Raises `ConversationNotFound` for a visitor without a message: there is nothing to push.
    """
    if isinstance(caller, AdminCaller):
        audience = events.admins_audience(caller.site_id)
        return tickets.issue(audience, origin, events.session_of(caller), caller.name)
    conversation = conversations.load(caller, caller.conversation_id)
    if not conversation.stored:
        raise ConversationNotFound()
    audience = events.visitor_audience(conversation.visitor_id)
    return tickets.issue(audience, origin, only=conversation.id if caller.alone else "")


def connect(connection_id: str, secret: str, origin: str | None, endpoint: str) -> None:
    """Stores a socket in its audience before the page asks what it missed, so that no message falls between.

    An admin's session is read after that. If it ends at the same moment, either the call that ends it finds the socket,
    or the end is noticed here. Raises `TicketInvalid` or `OriginNotAllowed`.
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
            name=ticket.name,
            only=ticket.only,
        )
    )
    if ticket.session and not is_signed_in(ticket.session, now=True):
        connections.forget(connection_id, ticket.audience)
        raise TicketInvalid()


def check(connection_id: str) -> Pointer:
    """Returns the audience of a socket, and what is stored of it. An admin's session must still be valid.

    Raises `ConnectionUnknown` if nothing is pushed to the socket any longer.
    """
    found = connections.find(connection_id)
    if found is None or found.audience.startswith(EARLIER_AUDIENCE):
        raise ConnectionUnknown()
    if found.session:
        now = now_ms() // 1000
        stale = connections.stale(found.session, found.checked_at, now)
        if stale or not is_signed_in(found.session):
            connections.forget(connection_id, found.audience)
            raise ConnectionUnknown()
        if now - found.checked_at >= CHECK_SECONDS:
            connections.checked(connection_id, found.audience, now)
    return found


def beat(connection_id: str, away: bool | None) -> Pointer:
    """As `check`, with what the heartbeat says: whether nobody uses the page. Only a change is stored and announced.

    None: the page did not say. Nobody sees whether a visitor is away.
    """
    found = check(connection_id)
    if away is not None and found.session and away != found.away:
        connections.set_away(connection_id, found.audience, away)
        presence.announce_socket(connection_id, found, connections.read(found.audience))
    return found


def disconnect(connection_id: str) -> None:
    """Deletes a socket's row. Best effort, as the event itself is: the fan-out deletes the rows of missed ones.

    The other admins of the site receive the change if it was an admin's last one.
    """
    found = connections.find(connection_id)
    if found is None:
        return
    connections.forget(connection_id, found.audience)
    if found.session:
        presence.announce_socket(connection_id, found, connections.read(found.audience))


def is_signed_in(session: str, *, now: bool = False) -> bool:
    """Whether an admin's session goes on. `now`: not even a minute ago counts."""
    from chalicelib.storage import sessions  # no visitor's socket needs it

    return (sessions.get if now else sessions.recent)(*parse_session_key(session)) is not None
