"""Sites, their settings and limits, and blocked visitors."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from chalicelib.model.attachments import ATTACHMENT_MB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.model.look import Look
    from chalicelib.model.opening_hours import OpeningHours

# Whether visitors are asked for an e-mail address: after the first message, before it, or not.
ContactForm = Literal["offer", "require", "off"]
BlockKind = Literal["visitor", "identity", "address"]
# Of the look and the opening hours, whose modules few calls need.
Scheme: TypeAlias = Literal["auto", "light", "dark"]
Icon: TypeAlias = Literal["bubble", "question", "envelope", "picture"]
# Outside the hours: a message in the chat, or no launcher.
Outside: TypeAlias = Literal["message", "hide"]

TEMPORARY = "doctor-"  # how the ids of the sites begin that `dev.py doctor` makes for a minute


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a site lets its visitors send. Its admins are not limited."""

    messages_at_once: int = 10
    message_every_ms: int = 2000  # after those, one message in this time
    conversations_per_minute: int = 60  # new ones, of the whole site
    conversations_per_address: int = 20  # new ones, of one address in an hour


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Site:
    """A website that is served. `origins`: scheme, host and port, or `https://*.shop.example` for its subdomains.

    A replaced token or secret is accepted until its own time. The one replaced last has its own fields
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
    limits: Limits = DEFAULT_LIMITS
    previous_widget_token: str | None = None
    previous_until: int = 0
    earlier_widget_tokens: tuple[str, ...] = ()
    identity_secret: str | None = field(default=None, repr=False)
    previous_identity_secret: str | None = field(default=None, repr=False)
    previous_identity_until: int = 0
    earlier_identity_secrets: tuple[str, ...] = field(default=(), repr=False)
    require_identity: bool = False
    blocks_version: str | None = None  # changes with every change of the blocks; None: there never were any
    retention_days: int = 0  # 0: for ever
    alert_after_seconds: int = 60  # how long a visitor's message is unread before admins are alerted
    show_presence: bool = True  # whether visitors see who is there, and the usual reply time
    ask_rating: bool = True  # whether visitors are asked to rate a conversation that was closed
    reply_times: tuple[
        str, ...
    ] = ()  # of the last answers, the newest last: "c_5hXb0mJt2QyVwR8s/7 48000", milliseconds
    hours: "OpeningHours | None" = None  # None: always open
    answer_after_seconds: int = 180  # how long an admin's answer is unread before it is sent by mail
    contact_form: ContactForm = "offer"
    chat_url: str = ""  # the page that mails link to; "": the first origin's start page
    attachment_mb: int = ATTACHMENT_MB  # most of one file, in units of 1,048,576 bytes; 0: no attachments
    look: "Look | None" = None  # None: as Porchlight's own
    language: str = "en"  # of visitors whose own the widget does not have; BCP 47
    faq_version: str | None = None  # changes with every change of the FAQ; None: no bot answers
    canned_version: str | None = None  # changes with every change of the canned replies; None: there never were any
    event_webhooks_version: str | None = None  # changes with every change of them; None: there never were any
    visitor_context: bool = False  # whether visitors' pages say with a message where and on what it was written
    search_messages: bool = True  # whether the texts of messages are indexed for the search
    search_since: int = 0  # when that was switched on again; 0: it was never off
    installed_at: int = 0  # when one of its pages loaded the widget for the first time; 0: none has
    pictures: "Mapping[str, str] | None" = None  # by face, the names of files: "new before"; None: there never were any

    def picture(self, face: str) -> str | None:
        """The name of the file."""
        return next(iter((self.pictures or {}).get(face, "").split()), None)


class SettingsChanges(TypedDict, total=False):
    """Settings that an owner changes, flat as in the site's row. Those that are left out stay as they are."""

    name: str
    greeting: str
    enabled: bool
    origins: list[str]
    poll_ms: int
    check_ms: int
    require_identity: bool
    retention_days: int
    alert_after_seconds: int
    show_presence: bool
    ask_rating: bool
    hours: "OpeningHours | None"
    answer_after_seconds: int
    contact_form: ContactForm
    chat_url: str
    attachment_mb: int
    look: "Look | None"
    language: str
    visitor_context: bool
    search_messages: bool
    messages_at_once: int
    message_every_ms: int
    conversations_per_minute: int
    conversations_per_address: int


class SearchSince(TypedDict, total=False):
    search_since: int


class SiteChanges(SettingsChanges, SearchSince, total=False):
    """All columns of a site's row that change: settings and credentials."""

    widget_token: str
    previous_widget_token: str
    previous_until: int
    earlier_widget_tokens: list[str]
    identity_secret: str
    previous_identity_secret: str
    previous_identity_until: int
    earlier_identity_secrets: list[str]


@dataclass(frozen=True, slots=True)
class Block:
    """A visitor who may not write to a site. `value` is compared with the caller's, by `kind`."""

    id: str
    kind: BlockKind
    value: str
    conversation_id: str  # in which the visitor was blocked
    reason: str
    blocked_by: str  # the admin's name
    created_at: int
