"""The admin's password."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import Trusted
from chalicelib.api.callers import ADMIN, ANYONE
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import ChangePassword, ResetPassword
from chalicelib.chat import passwords
from chalicelib.identity import known_devices
from chalicelib.model import Admin, AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/password", ADMIN, body=ChangePassword)
def change_password(call: Call[AdminCaller, ChangePassword, None]) -> Ok[Trusted]:
    return Ok(trusted(passwords.change(call.caller, call.body.current, call.body.password, call.address)))


@endpoint(blueprint, "POST", "/admin/password-reset", ANYONE, body=ResetPassword)
def reset_password(call: Call[None, ResetPassword, None]) -> Ok[Trusted]:
    return Ok(trusted(passwords.reset(call.body.secret, call.body.password, call.address)))


def trusted(admin: Admin) -> Trusted:
    """A new password invalidates all device tokens, so this browser gets another one."""
    return {"admin_id": admin.id, "device_token": known_devices.issue(admin)}
