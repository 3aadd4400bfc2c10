"""A site's admins, and who is invited to be one."""

from typing_extensions import TypedDict

from chalicelib.api.answers.conversations import Time
from chalicelib.api.answers.sessions import SignedInAdmin
from chalicelib.model import AccountRole


class Team(TypedDict):
    admins: list[SignedInAdmin]


class ChangedAdmin(TypedDict):
    admin: SignedInAdmin


class ResetLink(TypedDict):
    """`secret` is good once."""

    secret: str
    expires_at: Time


class Invitation(TypedDict):
    id: str
    email: str
    role: AccountRole
    created_at: Time
    expires_at: Time


class NewInvitation(TypedDict):
    """`secret` is good once, and told only here."""

    invitation: Invitation
    secret: str


class Invitations(TypedDict):
    invitations: list[Invitation]
