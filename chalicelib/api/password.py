"""The admin's password."""

from chalice import Blueprint, Response

from chalicelib.api import serialize
from chalicelib.api.answers.sessions import Done
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import ChangePassword, ResetPassword
from chalicelib.chat import passwords

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/password", caller="admin", body=ChangePassword, answers={200: Done})
def change_password(call: Call) -> Response:
    passwords.change(call.caller, call.body.current, call.body.password, call.address)
    return serialize.answer(200, {})


@endpoint(blueprint, "POST", "/admin/password-reset", caller=None, body=ResetPassword, answers={200: Done})
def reset_password(call: Call) -> Response:
    passwords.reset(call.body.secret, call.body.password, call.address)
    return serialize.answer(200, {})
