"""The owner's calls about the site's admins, and what somebody who was invited does."""

from typing import Any

from chalice import Blueprint, Response

from chalicelib.accounts import invitations, team
from chalicelib.api import serialize
from chalicelib.api.answers.sessions import AdminSession, Done
from chalicelib.api.answers.team import ChangedAdmin, Invitations, NewInvitation, ResetLink, Team
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import AcceptInvitation, AllowReset, ChangeRole, Invite, RemoveAdmin
from chalicelib.api.session import entered
from chalicelib.model import Invitation

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/team", caller="owner", answers={200: Team})
def list_team(call: Call) -> Response:
    return serialize.answer(200, {"admins": [serialize.admin(admin) for admin in team.members(call.caller.site_id)]})


@endpoint(blueprint, "PATCH", "/admin/team/{admin_id}", caller="owner", body=ChangeRole, answers={200: ChangedAdmin})
def change_role(call: Call, admin_id: str) -> Response:
    admin = team.change_role(call.caller, admin_id, call.body.role, call.body.password, call.address)
    return serialize.answer(200, {"admin": serialize.admin(admin)})


@endpoint(blueprint, "DELETE", "/admin/team/{admin_id}", caller="owner", body=RemoveAdmin, answers={200: Done})
def remove_admin(call: Call, admin_id: str) -> Response:
    team.remove(call.caller, admin_id, call.body.password, call.address)
    return serialize.answer(200, {})


@endpoint(
    blueprint,
    "POST",
    "/admin/team/{admin_id}/password-reset",
    caller="owner",
    body=AllowReset,
    answers={201: ResetLink},
)
def allow_reset(call: Call, admin_id: str) -> Response:
    link, expires_at = team.allow_reset(call.caller, admin_id, call.body.password, call.address)
    return serialize.answer(201, {"secret": link.text, "expires_at": expires_at})


@endpoint(blueprint, "POST", "/admin/invitations", caller="owner", body=Invite, answers={201: NewInvitation})
def invite(call: Call) -> Response:
    body: Invite = call.body
    invitation, link = invitations.invite(call.caller, body.email, body.role, body.password, call.address)
    return serialize.answer(201, {"invitation": written(invitation), "secret": link.text})


@endpoint(blueprint, "GET", "/admin/invitations", caller="owner", answers={200: Invitations})
def list_invitations(call: Call) -> Response:
    return serialize.answer(
        200, {"invitations": [written(invitation) for invitation in invitations.newest_first(call.caller)]}
    )


@endpoint(blueprint, "DELETE", "/admin/invitations/{invitation_id}", caller="owner", answers={200: Done})
def withdraw_invitation(call: Call, invitation_id: str) -> Response:
    invitations.withdraw(call.caller, invitation_id, call.address)
    return serialize.answer(200, {})


@endpoint(
    blueprint,
    "POST",
    "/admin/invitations/accept",
    caller=None,
    body=AcceptInvitation,
    answers={201: AdminSession},
)
def accept_invitation(call: Call) -> Response:
    return entered(invitations.accept(call.body.secret, call.body.name, call.body.password, call.address, call.agent))


def written(invitation: Invitation) -> dict[str, Any]:
    return {
        "id": invitation.id,
        "email": invitation.email,
        "role": invitation.role,
        "created_at": invitation.created_at,
        "expires_at": invitation.expires_at * 1000,
    }
