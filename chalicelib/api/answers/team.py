"""A site's admins, and invitations to become one."""

from typing_extensions import TypedDict

from chalicelib.api.answers.sessions import SignedInAdmin
from chalicelib.events import Time
from chalicelib.model import AccountRole


class Team(TypedDict):
    admins: list[SignedInAdmin]


class ChangedAdmin(TypedDict):
    admin: SignedInAdmin


class ResetLink(TypedDict):
    """`secret` can be used once."""

    secret: str
    expires_at: Time


class InvitationFields(TypedDict):
    id: str
    email: str
    role: AccountRole
    created_at: Time
    expires_at: Time


class NewInvitation(TypedDict):
    """`secret` can be used once, and is returned only here."""

    invitation: InvitationFields
    secret: str


class Invitations(TypedDict):
    invitations: list[InvitationFields]
