"""Accounts: sessions of visitors and admins, second factors, the team and invitations; and the ticket for a socket."""

from typing import Annotated

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.visitor import Delivery
from chalicelib.events.shapes import Time
from chalicelib.model import AccountRole
from chalicelib.model.accounts import MailOutcome, MailRefusalCode
from chalicelib.model.api_tokens import ApiScope


class SignedInAdmin(TypedDict):
    id: str
    name: str
    email: str
    role: AccountRole
    second_factor: bool


class StoredPicture(TypedDict):
    """`picture`: the name of its file, or null for none. It is at `sites/pictures/` beside the widget's script."""

    picture: str | None


class AdminSite(TypedDict):
    id: str
    name: str
    widget_token: str
    language: str


class OwnSite(TypedDict):
    """A site whose team the person belongs to."""

    id: str
    name: str
    role: AccountRole


class JoinedSite(TypedDict):
    """A page that refreshes its session with this `site_id` receives a token for the site."""

    site_id: str


class AddedSite(TypedDict):
    site: AdminSite


class AdminSessionFields(Delivery):
    """`site`: the one that the token is for. `sites`: all of a person who has several."""

    token: str
    expires_at: Time
    refresh_token: str
    refresh_expires_at: Time
    session_id: str
    device_token: str
    push_key: str | None
    admin: SignedInAdmin
    language: Annotated[str, Field(description="That the admin chose for the dashboard; empty: as the browser")]
    site: AdminSite
    pictures: NotRequired[Annotated[dict[str, str], Field(description="Of admins: by `face`, the end of the id")]]
    sites: NotRequired[list[OwnSite]]


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


class ChosenLanguage(TypedDict):
    language: str


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


class ApiTokenFields(TypedDict):
    """`used_at`: when it was last used, to the hour; null: never. `created_by`: an admin's id."""

    id: str
    name: str
    scopes: list[ApiScope]
    created_by: str
    created_at: Time
    used_at: Time | None


class ApiTokens(TypedDict):
    api_tokens: list[ApiTokenFields]


class NewApiToken(TypedDict):
    """`token` is returned only here."""

    api_token: ApiTokenFields
    token: str
