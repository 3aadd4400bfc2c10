"""Accounts: sessions of visitors and admins, second factors, the team and invitations; and the ticket for a socket."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.attachments import AttachmentLimits
from chalicelib.api.answers.contact import AskedContact
from chalicelib.api.answers.presence import TeamForVisitors
from chalicelib.events import Number, Time
from chalicelib.model import AccountRole, MailOutcome, MailRefusalCode
from chalicelib.sites.page_settings import PageFaq, PageHours


class Intervals(TypedDict):
    """Milliseconds between requests: while no socket is live, and while one is."""

    poll_ms: Number
    check_ms: Number


class GreetingSite(TypedDict):
    id: str
    name: str
    greeting: str


class Delivery(TypedDict):
    """How pages receive messages."""

    socket_url: str | None
    intervals: Intervals


class OtherConversations(TypedDict):
    """What the visitor has besides the session's conversation, of the latest twenty."""

    others: Annotated[int, Field(ge=1)]
    unread: Annotated[Number, Field(description="Messages that the visitor has not read, in all of them together")]


class CollectedContext(TypedDict):
    """The site collects what the page says about the visit, without pages on these paths."""

    hidden_paths: list[str]


class Extras(TypedDict, total=False):
    """What the widget loads more code for; each part only where the site needs it."""

    presence: TeamForVisitors
    contact: AskedContact
    hours: PageHours
    attachments: AttachmentLimits
    conversations: OtherConversations
    rating: Annotated[Literal[True], Field(description="Ask for a rating after the conversation was closed")]
    faq: PageFaq
    context: CollectedContext


class VisitorSession(Delivery):
    token: str
    expires_at: Time
    conversation_id: str
    site: GreetingSite
    ignored: NotRequired[list[str]]
    extras: NotRequired[Extras]


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


class AdminSessionFields(Delivery):
    token: str
    expires_at: Time
    refresh_token: str
    refresh_expires_at: Time
    session_id: str
    device_token: str
    push_key: str | None
    admin: SignedInAdmin
    site: AdminSite


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
    """An empty object."""


class Trusted(TypedDict):
    """`device_token` goes with the next sign-ins to this account from this browser."""

    admin_id: str
    device_token: str


class OfferedFactor(TypedDict):
    """Not active before it is confirmed."""

    secret: str
    uri: str


class RecoveryCodes(TypedDict):
    """Returned only here; each can be used once."""

    recovery_codes: list[str]


class MailRefusal(TypedDict):
    """Why the last alert to this admin was not sent by mail, and when.

    `code`: Amazon SES refused it, or the address bounced or complained before, and gets no mail. `reason`: in English.
    """

    code: MailRefusalCode
    reason: str
    at: Time


class TeamMember(SignedInAdmin):
    mail_refused: MailRefusal | None


class Team(TypedDict):
    admins: list[TeamMember]


class NotificationFields(TypedDict):
    """`quiet_from`, `quiet_until`: local times such as 22:00, or "" for no quiet hours; `quiet_zone`: IANA name."""

    alert_by_push: bool
    alert_by_mail: bool
    quiet_from: str
    quiet_until: str
    quiet_zone: str


class Notifications(TypedDict):
    """`mail_set_up`: whether this deployment can send mail at all."""

    notifications: NotificationFields
    mail_set_up: bool
    mail_refused: MailRefusal | None


class ChangedAdmin(TypedDict):
    admin: SignedInAdmin


class ResetLink(TypedDict):
    """`secret` can be used once. `mail`: whether the link was sent to the admin."""

    secret: str
    expires_at: Time
    mail: MailOutcome


class InvitationFields(TypedDict):
    id: str
    email: str
    role: AccountRole
    created_at: Time
    expires_at: Time


class NewInvitation(TypedDict):
    """`secret` can be used once, and is returned only here. `mail`: whether the link was sent to the address."""

    invitation: InvitationFields
    secret: str
    mail: MailOutcome


class Invitations(TypedDict):
    invitations: list[InvitationFields]
