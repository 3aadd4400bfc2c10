"""The admin's search over the conversations of the site."""

from chalice import Blueprint

from chalicelib.api import cursors
from chalicelib.api.answers import Ok
from chalicelib.api.answers.search import Found
from chalicelib.api.callers import READER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.search import SearchQuery
from chalicelib.api.serialize.search import results
from chalicelib.model import AdminCaller
from chalicelib.search import finding

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/search", READER, query=SearchQuery, also_posted=True)
def search(call: Call[AdminCaller, None, SearchQuery]) -> Ok[Found]:
    query = call.query
    before = None if query.before is None else cursors.decode(query.before, "before", cursors.MESSAGE_KEY)
    return Ok(results(finding.search(call.caller, query.q, query.limit, before)))
