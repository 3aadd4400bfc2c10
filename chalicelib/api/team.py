"""The owner's calls about the site's admins, and accepting an invitation."""

from functools import partial

from chalice import Blueprint

from chalicelib.accounts import invitations, team
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import (
    AdminSessionFields,
    ChangedAdmin,
    Done,
    Invitations,
    JoinedSite,
    NewInvitation,
    ResetLink,
    Team,
)
from chalicelib.api.callers import ADMIN, ANYONE, OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import AcceptInvitation, ChangeRole, Invite, JoinTeam, WithPassword
from chalicelib.api.serialize import accounts as serialize
from chalicelib.api.session import entered
from chalicelib.config import config
from chalicelib.model import AdminCaller, now_ms

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/team", OWNER)
def list_team(call: Call[AdminCaller, None, None]) -> Ok[Team]:
    return Ok({"admins": [serialize.member(admin, call.caller.site_id) for admin in team.members(call.caller.site_id)]})


@endpoint(blueprint, "PATCH", "/admin/team/{admin_id}", OWNER, body=ChangeRole)
def change_role(call: Call[AdminCaller, ChangeRole, None], admin_id: str) -> Ok[ChangedAdmin]:
    admin = team.change_role(call.caller, admin_id, call.body.role, call.body.password, call.address)
    return Ok({"admin": serialize.admin(admin, call.caller.site_id)})


@endpoint(blueprint, "DELETE", "/admin/team/{admin_id}", OWNER, body=WithPassword)
def remove_admin(call: Call[AdminCaller, WithPassword, None], admin_id: str) -> Ok[Done]:
    team.remove(call.caller, admin_id, call.body.password, call.address, partial(unassign_soon, call.caller, admin_id))
    return Ok({})


def unassign_soon(caller: AdminCaller, admin_id: str, name: str) -> None:
    """A job takes the conversations from whoever was removed. If scheduling it fails, the removal can be repeated."""
    from chalicelib.notify import schedules  # no other call of the team needs it
    from chalicelib.notify.jobs import Unassignment

    if config().schedule_group:
        schedules.at(Unassignment(caller.site_id, admin_id, name, caller.admin_id, caller.name), now_ms())


@endpoint(blueprint, "POST", "/admin/team/{admin_id}/password-reset", OWNER, body=WithPassword)
def allow_reset(call: Call[AdminCaller, WithPassword, None], admin_id: str) -> Created[ResetLink]:
    reset = team.allow_reset(call.caller, admin_id, call.body.password, call.address)
    return Created({"secret": reset.link.text, "expires_at": reset.expires_at, "mail": reset.mail})


@endpoint(blueprint, "POST", "/admin/invitations", OWNER, body=Invite)
def invite(call: Call[AdminCaller, Invite, None]) -> Created[NewInvitation]:
    body = call.body
    invited = invitations.invite(call.caller, body.email, body.role, body.password, call.address)
    fields = serialize.invitation(invited.invitation)
    return Created({"invitation": fields, "secret": invited.link.text, "mail": invited.mail})


@endpoint(blueprint, "GET", "/admin/invitations", OWNER)
def list_invitations(call: Call[AdminCaller, None, None]) -> Ok[Invitations]:
    return Ok({"invitations": [serialize.invitation(each) for each in invitations.newest_first(call.caller)]})


@endpoint(blueprint, "DELETE", "/admin/invitations/{invitation_id}", OWNER)
def withdraw_invitation(call: Call[AdminCaller, None, None], invitation_id: str) -> Ok[Done]:
    invitations.withdraw(call.caller, invitation_id, call.address)
    return Ok({})


@endpoint(blueprint, "POST", "/admin/invitations/accept", ANYONE, body=AcceptInvitation)
def accept_invitation(call: Call[None, AcceptInvitation, None]) -> Created[AdminSessionFields]:
    body = call.body
    entry = invitations.accept(body.secret, body.name, body.password, call.address, call.agent)
    return Created(entered(entry, call.languages))


@endpoint(blueprint, "POST", "/admin/invitations/join", ADMIN, body=JoinTeam)
def join_team(call: Call[AdminCaller, JoinTeam, None]) -> Ok[JoinedSite]:
    return Ok({"site_id": invitations.join(call.caller, call.body.secret, call.address)})
