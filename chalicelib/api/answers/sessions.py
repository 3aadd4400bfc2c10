"""Being let in, and the ticket for a socket."""

from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.conversations import Number, Time
from chalicelib.model import AccountRole


class Intervals(TypedDict):
    """Milliseconds between questions: while no socket is live, and while one is."""

    poll_ms: Number
    check_ms: Number


class GreetingSite(TypedDict):
    id: str
    name: str
    greeting: str


class VisitorSession(TypedDict):
    token: str
    expires_at: Time
    conversation_id: str
    site: GreetingSite
    ignored: NotRequired[list[str]]
    socket_url: str | None
    intervals: Intervals


class SignedInAdmin(TypedDict):
    id: str
    name: str
    email: str
    role: AccountRole
    second_factor: bool


class AdminSite(TypedDict):
    id: str
    name: str
    widget_token: str


class AdminSession(TypedDict):
    token: str
    expires_at: Time
    refresh_token: str
    refresh_expires_at: Time
    session_id: str
    device_token: str
    admin: SignedInAdmin
    site: AdminSite
    socket_url: str | None
    intervals: Intervals


class Ticket(TypedDict):
    ticket: str
    expires_at: Time


class ListedSession(TypedDict):
    id: str
    device: str
    address: str
    created_at: Time
    used_at: Time
    current: bool


class Sessions(TypedDict):
    sessions: list[ListedSession]


class Done(TypedDict):
    """Nothing to tell."""


class Trusted(TypedDict):
    """`device_token` is for the next sign-ins to this account from this browser."""

    admin_id: str
    device_token: str


class OfferedFactor(TypedDict):
    """Not in force before it is confirmed."""

    secret: str
    uri: str


class RecoveryCodes(TypedDict):
    """Told only here; each is good once."""

    recovery_codes: list[str]
