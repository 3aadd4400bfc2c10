"""Opening and closing a socket. Writes go by HTTP; the socket only pushes."""

from chalicelib import events
from chalicelib.chat import conversations
from chalicelib.errors import ConversationNotFound
from chalicelib.identity import tickets
from chalicelib.model import SOCKET_SECONDS, AdminCaller, Caller, Connection, now_ms
from chalicelib.storage import connections


def issue_ticket(caller: Caller, origin: str | None) -> tuple[str, int]:
    """Returns a ticket for the caller's socket and when it expires (epoch milliseconds).

    Raises `ConversationNotFound` for a visitor who has not written yet: there is nothing to hear.
    """
    if isinstance(caller, AdminCaller):
        return tickets.issue(events.admins_audience(caller.site_id), origin)
    conversation = conversations.load(caller, caller.conversation_id)
    if not conversation.stored:
        raise ConversationNotFound()
    return tickets.issue(events.conversation_audience(conversation.id), origin)


def connect(connection_id: str, secret: str, origin: str | None, endpoint: str) -> None:
    """Stores the socket in its audience, before the page asks for what it missed: nothing falls between.

    Raises `TicketInvalid` or `OriginNotAllowed`.
    """
    ticket = tickets.redeem(secret, origin)
    connections.put(
        Connection(
            id=connection_id,
            audience=ticket.audience,
            endpoint=endpoint,
            expires_at=now_ms() // 1000 + SOCKET_SECONDS,
        )
    )


def disconnect(connection_id: str) -> None:
    """Forgets a socket. Best effort, as the event itself is: a missed one is found gone by a later fan-out."""
    audience = connections.audience_of(connection_id)
    if audience:
        connections.forget(connection_id, audience)
