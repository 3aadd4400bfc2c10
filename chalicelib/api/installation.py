"""The call of the first page that loads a site's widget."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.callers import ANYONE
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.visitor import WidgetLoaded
from chalicelib.sites import installation

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/chatbot/installed", ANYONE, body=WidgetLoaded)
def widget_loaded(call: Call[None, WidgetLoaded, None]) -> Ok[Done]:
    installation.widget_loaded(call.body.widget_token, call.origin)
    return Ok({})
