"""Socket tickets: a browser cannot send headers with a WebSocket, and a token must not be part of a URL.

A page requests a ticket over HTTP and offers it as a subprotocol. A ticket opens one socket, within a minute.
"""

import secrets

from chalicelib.errors import OriginNotAllowed, TicketInvalid
from chalicelib.model import Ticket, now_ms
from chalicelib.storage import tickets

LIFE_SECONDS = 60


def issue(
    audience: str, origin: str | None, session: str = "", name: str = "", only: str = "", also: tuple[str, ...] = ()
) -> tuple[str, int]:
    """Returns a ticket's secret and when it expires (epoch milliseconds)."""
    secret = secrets.token_urlsafe(24)
    expires_at = now_ms() // 1000 + LIFE_SECONDS
    tickets.put(secret, Ticket(audience, origin, session, name, only, also), expires_at)
    return secret, expires_at * 1000


def redeem(secret: str, origin: str | None) -> Ticket:
    """Raises `TicketInvalid`, or `OriginNotAllowed` for a page of another origin than the one that requested it."""
    ticket = tickets.redeem(secret)
    if ticket is None:
        raise TicketInvalid()
    if ticket.origin is not None and ticket.origin != origin:
        raise OriginNotAllowed()
    return ticket
