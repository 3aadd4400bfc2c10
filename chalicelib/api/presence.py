"""The admin's choice to be away, or online again."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.presence import Present
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import ChoosePresence
from chalicelib.api.serialize import accounts as serialize
from chalicelib.chat import presence
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/presence", ADMIN, body=ChoosePresence)
def choose_presence(call: Call[AdminCaller, ChoosePresence, None]) -> Ok[Present]:
    return Ok(serialize.team(presence.choose(call.caller, call.body.away)))
