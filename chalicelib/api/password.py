"""The admin's password."""

from chalice import Blueprint, Response

from chalicelib.accounts import devices, password_changes
from chalicelib.api import serialize
from chalicelib.api.answers.sessions import Trusted
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import ChangePassword, ResetPassword
from chalicelib.model import Admin

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/password", caller="admin", body=ChangePassword, answers={200: Trusted})
def change_password(call: Call) -> Response:
    admin = password_changes.change(call.caller, call.body.current, call.body.password, call.address)
    return trusted(admin)


@endpoint(blueprint, "POST", "/admin/password-reset", caller=None, body=ResetPassword, answers={200: Trusted})
def reset_password(call: Call) -> Response:
    return trusted(password_changes.reset(call.body.secret, call.body.password, call.address))


def trusted(admin: Admin) -> Response:
    """Whoever has set a password is known here from now on: the tokens of before are good no more."""
    return serialize.answer(200, {"admin_id": admin.id, "device_token": devices.issue_token(admin)})
