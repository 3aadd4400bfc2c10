"""A person's several sites: adding one, and which of them a conversation belongs to."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import AddedSite, JoinedSite
from chalicelib.api.callers import ADMIN, OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.site import AddSite
from chalicelib.model import AdminCaller
from chalicelib.sites import several

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/sites", OWNER, body=AddSite)
def add_site(call: Call[AdminCaller, AddSite, None]) -> Created[AddedSite]:
    site = several.add(call.caller, call.body.client_id, call.body.name, call.body.origins, call.address)
    return Created(
        {"site": {"id": site.site_id, "name": site.name, "widget_token": site.widget_token, "language": site.language}}
    )


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/site", ADMIN)
def find_site(call: Call[AdminCaller, None, None], conversation_id: str) -> Ok[JoinedSite]:
    return Ok({"site_id": several.of_conversation(call.caller, conversation_id)})
