"""The nouns, as plain immutable values. Times are epoch milliseconds unless a name says seconds."""

import time
from dataclasses import dataclass, field, replace
from typing import Literal

Role = Literal["visitor", "admin"]
BlockKind = Literal["visitor", "identity", "address"]
SenderType = Literal["visitor", "admin", "bot", "system"]
AccountRole = Literal["owner", "agent"]

VISITOR_NAME = "Visitor"  # until somebody says more
MESSAGE_CHARACTERS = 4000  # Unicode code points
SOCKET_SECONDS = 2 * 3600 + 300  # API Gateway closes every socket after two hours; a little slack for clocks


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a site lets its visitors do. Its admins are not limited."""

    messages_at_once: int = 10
    message_every_ms: int = 2000  # and after those, one in so many
    conversations_per_minute: int = 60  # new ones, of the whole site
    conversations_per_address: int = 20  # new ones, of one address in an hour


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a conversation's log. `id` is its number there: 1, 2, 3 ... without holes."""

    conversation_id: str
    id: int
    client_id: str
    sender_type: SenderType
    sender_id: str
    sender_name: str
    body: str
    sent_at: int
    expires_at: int | None = None  # epoch seconds; None: kept for ever


@dataclass(frozen=True, slots=True)
class Stretch:
    """Messages that are gone together: those after the stretch before, up to `last_id`, at `gone_at`. What is written
    next may still join while that makes `gone_at` no later than `latest`."""

    last_id: int
    gone_at: int
    latest: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's row. `last_id` is the number of its last message.

    `stored` is false before the first message: a visitor who only looks has no row. Messages below `kept_from`, and
    those of stretches whose time is over, are gone.
    """

    id: str
    site_id: str
    visitor_id: str
    visitor_name: str
    verified_id: str | None = None
    visitor_email: str | None = None
    address_range: str | None = None  # where its visitor wrote from last, and no finer
    stored: bool = True
    status: str = "open"
    created_at: int = 0
    last_id: int = 0
    last_at: int = 0
    last_sender: SenderType = "visitor"
    preview: str = ""
    visitor_read: int = 0
    admin_read: int = 0
    refilled_at: int = 0  # when the visitor may send as many messages at once as the site allows; past: now
    changed: str = ""  # sort key of what changed since: time of the last change, then the id
    kept_from: int = 1
    stretches: tuple[Stretch, ...] = ()
    expires_at: int | None = None  # epoch seconds; None: kept for ever

    def first_id(self, now: int) -> int:
        """The number of the first message that is not gone: `last_id + 1` when all are. It only grows."""
        return max([self.kept_from, *(each.last_id + 1 for each in self.stretches if each.gone_at <= now)])

    def with_mark(self, role: Role, id: int) -> "Conversation":
        """As it is once this side has read up to `id`."""
        return replace(self, admin_read=id) if role == "admin" else replace(self, visitor_read=id)

    @property
    def unread(self) -> bool:
        """Whether an admin has something to read. What was erased counts as read."""
        return self.last_id > max(self.admin_read, self.kept_from - 1)

    @property
    def latest_at(self) -> str:
        """Sort key of the inbox: the time of the last message, then the id. Reading does not move it."""
        return f"{self.last_at:013d}#{self.id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message on its way in, before it has a number."""

    client_id: str
    body: str
    after: int  # the cursor its sender held when it was made
    sender_type: SenderType
    sender_id: str
    sender_name: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a page says that its visitor is. `hash` proves the id; name and e-mail address are taken as given."""

    id: str
    hash: str
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class VisitorCaller:
    """Who a visitor token speaks for: one visitor and that visitor's one conversation."""

    site_id: str
    visitor_id: str
    conversation_id: str
    name: str = VISITOR_NAME
    verified_id: str | None = None  # who the site says that this is
    email: str | None = None
    address: str = ""  # where this call comes from
    limits: Limits = Limits()  # of the site
    role: Role = "visitor"

    @property
    def id(self) -> str:
        return self.visitor_id


@dataclass(frozen=True, slots=True)
class AdminCaller:
    """Who an admin token speaks for. `role` is the side; `account_role` what the account may do there."""

    site_id: str
    admin_id: str
    name: str
    session_id: str
    account_role: AccountRole
    refresh_mark: str = ""  # `AdminSession.mark` of when the token was issued; "": by an earlier version
    role: Role = "admin"

    @property
    def id(self) -> str:
        return self.admin_id


Caller = VisitorCaller | AdminCaller


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket: where to post to it (`endpoint`), and until when it can live (epoch seconds)."""

    id: str
    audience: str
    endpoint: str
    expires_at: int
    session: str = ""  # an admin's: "admin/session"
    checked_at: int = 0  # when that was last found to last; epoch seconds

    @property
    def opened_at(self) -> int:
        """When its handshake began (epoch seconds)."""
        return self.expires_at - SOCKET_SECONDS


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a socket ticket stands for, once redeemed."""

    audience: str
    origin: str | None  # the page that asked for it; the handshake must come from there
    session: str = ""  # an admin's: "admin/session"


@dataclass(frozen=True, slots=True)
class Admin:
    id: str
    site_id: str
    email: str
    name: str
    role: AccountRole
    password_hash: str
    generation: int = 0  # sessions of an earlier one are over
    totp_secret: str = ""  # "": no second factor
    totp_pending: str = ""  # one that is offered and not in force


@dataclass(frozen=True, slots=True)
class Invitation:
    """To join a site's team. Whoever has the secret, of which this is the hash, makes the account."""

    id: str
    site_id: str
    email: str
    role: AccountRole
    secret_hash: str
    invited_by: str
    created_at: int
    expires_at: int  # epoch seconds


@dataclass(frozen=True, slots=True)
class AdminSession:
    """A browser in which an admin has signed in. Its secret, which changes at each use, is stored as a hash only."""

    admin_id: str
    id: str
    site_id: str
    email: str
    generation: int  # of the account when it was signed in to
    secret_hash: str
    previous_hash: str  # of the secret before, "" if there was none
    salt: str  # made the present secret from the one before
    rotated_at: int
    agent: str
    address: str
    created_at: int
    used_at: int
    expires_at: int  # epoch seconds
    arrived: bool = False  # the present secret has reached the page, which has used what came with it

    @property
    def mark(self) -> str:
        """Tells the present secret from the ones before and after it, and gives nothing of it away."""
        return self.secret_hash[:16]


@dataclass(frozen=True, slots=True)
class Site:
    """A website that is served. `origins`: scheme, host and port, or `https://*.shop.example` for its subdomains.

    A token or secret that was replaced is good until its own time. The last one that was has its own fields
    (`previous_until`, `previous_identity_until`), those before it are `earlier_...`: "1784188800000 pl_..." each.
    """

    site_id: str
    name: str
    widget_token: str
    origins: tuple[str, ...]
    greeting: str
    enabled: bool = True
    poll_ms: int = 1000
    check_ms: int = 30000
    limits: Limits = Limits()
    previous_widget_token: str | None = None
    previous_until: int = 0
    earlier_widget_tokens: tuple[str, ...] = ()
    identity_secret: str | None = field(default=None, repr=False)
    previous_identity_secret: str | None = field(default=None, repr=False)
    previous_identity_until: int = 0
    earlier_identity_secrets: tuple[str, ...] = field(default=(), repr=False)
    require_identity: bool = False
    blocks_version: str | None = None  # another one with each change of who is blocked; None: nobody ever was
    retention_days: int = 0  # 0: for ever


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody who may not write to a site. `value` is compared with the caller's, by `kind`."""

    id: str
    kind: BlockKind
    value: str
    conversation_id: str  # in which it was asked for
    reason: str
    blocked_by: str  # the admin's name
    created_at: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of a site's audit log. `id` sorts by time."""

    id: str
    at: int
    actor: str
    action: str
    target: str
    address: str
    details: dict[str, str | int | bool] = field(default_factory=dict)
