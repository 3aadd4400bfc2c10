"""WebSocket connections and the tickets that open them."""

from dataclasses import dataclass

SOCKET_SECONDS = 2 * 3600 + 300  # API Gateway closes every socket after two hours; a margin for clocks


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket: where to post to it (`endpoint`), and until when it can be open (epoch seconds)."""

    id: str
    audience: str
    endpoint: str
    expires_at: int
    session: str = ""  # an admin's: "admin/session"
    checked_at: int = 0  # when that session was last found valid; epoch seconds

    @property
    def opened_at(self) -> int:
        """When its handshake began (epoch seconds)."""
        return self.expires_at - SOCKET_SECONDS


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a redeemed socket ticket allows."""

    audience: str
    origin: str | None  # of the page that requested it; the handshake must come from there
    session: str = ""  # an admin's: "admin/session"
