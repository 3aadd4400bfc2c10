"""The call that describes all calls."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.contract import Contract
from chalicelib.api.callers import ANYONE
from chalicelib.api.endpoint import Call, endpoint

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/openapi.json", ANYONE)
def describe(call: Call[None, None, None]) -> Ok[Contract]:
    from chalicelib.api import openapi  # here, since no other call needs its imports

    return Ok(openapi.document())
