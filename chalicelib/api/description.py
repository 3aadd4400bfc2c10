"""The call that describes all calls."""

from chalice import Blueprint, Response

from chalicelib.api import serialize
from chalicelib.api.answers.contract import Contract
from chalicelib.api.endpoint import Call, endpoint

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/openapi.json", caller=None, answers={200: Contract})
def describe(call: Call) -> Response:
    from chalicelib.api import openapi  # only now: no other call needs what it imports and builds

    return serialize.answer(200, openapi.document())
