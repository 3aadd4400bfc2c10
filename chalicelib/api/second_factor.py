"""The admin's second factor."""

from chalice import Blueprint, Response

from chalicelib.accounts import second_factor
from chalicelib.api import serialize
from chalicelib.api.answers.sessions import Done, OfferedFactor, RecoveryCodes
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import BeginFactor, ConfirmFactor, EndFactor

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/second-factor", caller="admin", body=BeginFactor, answers={201: OfferedFactor})
def begin_factor(call: Call) -> Response:
    secret, uri = second_factor.begin(call.caller, call.body.password)
    return serialize.answer(201, {"secret": secret, "uri": uri})


@endpoint(
    blueprint,
    "POST",
    "/admin/second-factor/confirm",
    caller="admin",
    body=ConfirmFactor,
    answers={200: RecoveryCodes},
)
def confirm_factor(call: Call) -> Response:
    codes = second_factor.confirm(call.caller, call.body.code, call.address)
    return serialize.answer(200, {"recovery_codes": codes})


@endpoint(blueprint, "DELETE", "/admin/second-factor", caller="admin", body=EndFactor, answers={200: Done})
def end_factor(call: Call) -> Response:
    second_factor.end(call.caller, call.body.password, call.address)
    return serialize.answer(200, {})
