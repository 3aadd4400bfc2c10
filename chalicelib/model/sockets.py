"""WebSocket connections, the tickets that open them, and who of a site's admins is there."""

from dataclasses import dataclass
from typing import Literal

PresenceState = Literal["online", "away", "offline"]

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
    name: str = ""  # an admin's
    away: bool = False  # nobody has used the page for a while, as its heartbeat says
    viewing: str = ""  # the conversation that an admin's page has open
    only: str = ""  # the one conversation whose events a visitor's socket receives; "": all of the visitor's
    also: tuple[str, ...] = ()  # other audiences that the socket is in: the admins of other sites of the person
    elsewhere: bool = False  # the page shows another site, and this one's unread conversations as a number

    def receives(self, conversation_id: str) -> bool:
        """Whether events of this conversation of its audience are pushed to it."""
        return self.only in ("", conversation_id)

    @property
    def admin_id(self) -> str:
        """Whose socket it is; "" for a visitor's."""
        return self.session.partition("/")[0]

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
    name: str = ""  # an admin's
    only: str = ""  # as in `Connection`
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An admin, as the sockets of their pages tell. `viewing`: the conversations that these have open, sorted."""

    id: str
    name: str
    state: PresenceState
    viewing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationLink:
    """What a link in a mail opens: a conversation, as long as it has the address that the mail was sent to."""

    conversation_id: str
    contact_secret: str
