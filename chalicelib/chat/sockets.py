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
        also = tuple(events.admins_audience(site_id) for site_id in caller.other_sites)
        return tickets.issue(audience, origin, events.session_of(caller), caller.name, also=also)
    conversation = conversations.load(caller, caller.conversation_id)
    if not conversation.stored:
        raise ConversationNotFound()
    audience = events.visitor_audience(conversation.visitor_id)
    return tickets.issue(audience, origin, only=conversation.id if caller.alone else "")


def connect(connection_id: str, secret: str, origin: str | None, endpoint: str) -> None:
    """Stores a socket in its audiences before the page asks what it missed, so that no message falls between.

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
            also=ticket.also,
        )
    )
    if ticket.session and not is_signed_in(ticket.session, (ticket.audience, *ticket.also), now=True):
        connections.forget(connection_id, ticket.audience, ticket.also)
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
        if stale or not is_signed_in(found.session, found.audiences):
            connections.forget(connection_id, found.audience, found.also)
            raise ConnectionUnknown()
        if now - found.checked_at >= CHECK_SECONDS:
            connections.checked(connection_id, found.audiences, now)
    return found


def beat(connection_id: str, away: bool | None) -> Pointer:
    """As `check`, with what the heartbeat says: whether nobody uses the page. Only a change is stored and announced.

    None: the page did not say. Nobody sees whether a visitor is away.
    """
    found = check(connection_id)
    if away is not None and found.session and away != found.away:
        connections.set_away(connection_id, found.audiences, away)
        announce(connection_id, found)
    return found


def disconnect(connection_id: str) -> None:
    """Deletes a socket's row. Best effort, as the event itself is: the fan-out deletes the rows of missed ones.

    The other admins of the site receive the change if it was an admin's last one.
    """
    found = connections.find(connection_id)
    if found is None:
        return
    connections.forget(connection_id, found.audience, found.also)
    if found.session:
        announce(connection_id, found)


def announce(connection_id: str, before: Pointer, new: bool = False) -> None:
    """Pushes to the admins of each site that the socket is for what its change means for its admin there."""
    presence.announce_socket(connection_id, before, connections.read(before.audience), new)
    announce_elsewhere(connection_id, before, new)


def announce_elsewhere(connection_id: str, before: Pointer, new: bool = False) -> None:
    for audience in before.also:
        there = before._replace(audience=audience, viewing=None)
        presence.announce_socket(connection_id, there, connections.read(audience), new)


def is_signed_in(session: str, audiences: tuple[str, ...], *, now: bool = False) -> bool:
    """Whether an admin's session goes on, at all these sites. `now`: not even a minute ago counts."""
    from chalicelib.storage import sessions  # no visitor's socket needs it

    found = (sessions.get if now else sessions.recent)(*parse_session_key(session))
    return found is not None and all(events.site_of(each) in found.sites for each in audiences)
