"""The admin's password."""

from chalice import Blueprint, Response

from chalicelib.api import serialize
from chalicelib.api.answers.sessions import Trusted
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import ChangePassword, ResetPassword
from chalicelib.chat import passwords
from chalicelib.identity import known_devices
from chalicelib.model import Admin

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/password", caller="admin", body=ChangePassword, answers={200: Trusted})
def change_password(call: Call) -> Response:
    admin = passwords.change(call.caller, call.body.current, call.body.password, call.address)
    return trusted(admin)


@endpoint(blueprint, "POST", "/admin/password-reset", caller=None, body=ResetPassword, answers={200: Trusted})
def reset_password(call: Call) -> Response:
    return trusted(passwords.reset(call.body.secret, call.body.password, call.address))


def trusted(admin: Admin) -> Response:
    """Whoever has set a password is known here from now on: the tokens of before are good no more."""
    return serialize.answer(200, {"admin_id": admin.id, "device_token": known_devices.issue(admin)})
