"""The language in which an admin reads the dashboard."""

from chalice import Blueprint

from chalicelib.accounts import language
from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import ChosenLanguage
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import ChooseLanguage
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/language", ADMIN, body=ChooseLanguage)
def choose_language(call: Call[AdminCaller, ChooseLanguage, None]) -> Ok[ChosenLanguage]:
    language.choose(call.caller, call.body.language)
    return Ok({"language": call.body.language})
