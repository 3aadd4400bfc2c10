"""The admin's second factor."""

from chalice import Blueprint

from chalicelib.accounts import second_factor
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done, OfferedFactor, RecoveryCodes
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import ConfirmFactor, EndFactor, WithPassword
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/second-factor", ADMIN, body=WithPassword)
def begin_factor(call: Call[AdminCaller, WithPassword, None]) -> Created[OfferedFactor]:
    secret, uri = second_factor.begin(call.caller, call.body.password)
    return Created({"secret": secret, "uri": uri})


@endpoint(blueprint, "POST", "/admin/second-factor/confirm", ADMIN, body=ConfirmFactor)
def confirm_factor(call: Call[AdminCaller, ConfirmFactor, None]) -> Ok[RecoveryCodes]:
    return Ok({"recovery_codes": second_factor.confirm(call.caller, call.body.code, call.address)})


@endpoint(blueprint, "DELETE", "/admin/second-factor", ADMIN, body=EndFactor)
def end_factor(call: Call[AdminCaller, EndFactor, None]) -> Ok[Done]:
    second_factor.end(call.caller, call.body.password, call.address)
    return Ok({})
