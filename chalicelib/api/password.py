"""The admin's password."""

from chalice import Blueprint

from chalicelib.accounts import devices, forgotten_passwords, password_changes
from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import Done, Trusted
from chalicelib.api.callers import ADMIN, ANYONE
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import ChangePassword, RequestReset, ResetPassword
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/password", ADMIN, body=ChangePassword)
def change_password(call: Call[AdminCaller, ChangePassword, None]) -> Ok[Trusted]:
    admin = password_changes.change(call.caller, call.body.current, call.body.password, call.address)
    return Ok({"admin_id": admin.id, "device_token": devices.issue_token(admin, call.caller.session_id)})


@endpoint(blueprint, "POST", "/admin/password-reset/request", ANYONE, body=RequestReset)
def request_reset(call: Call[None, RequestReset, None]) -> Ok[Done]:
    forgotten_passwords.request_link(call.body.email, call.address, call.languages)
    return Ok({})


@endpoint(blueprint, "POST", "/admin/password-reset", ANYONE, body=ResetPassword)
def reset_password(call: Call[None, ResetPassword, None]) -> Ok[Trusted]:
    admin = password_changes.reset(call.body.secret, call.body.password, call.address)
    return Ok({"admin_id": admin.id, "device_token": devices.issue_token(admin)})
