"""The owner's calls about the site's API tokens."""

from chalice import Blueprint

from chalicelib.accounts import api_tokens
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import ApiTokens, Done, NewApiToken
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import CreateApiToken
from chalicelib.api.serialize import accounts as serialize
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/api-tokens", OWNER)
def list_api_tokens(call: Call[AdminCaller, None, None]) -> Ok[ApiTokens]:
    return Ok({"api_tokens": [serialize.api_token(each) for each in api_tokens.newest_first(call.caller)]})


@endpoint(blueprint, "POST", "/admin/api-tokens", OWNER, body=CreateApiToken)
def create_api_token(call: Call[AdminCaller, CreateApiToken, None]) -> Created[NewApiToken]:
    body = call.body
    token, text = api_tokens.create(call.caller, body.name, body.scopes, body.password, call.address)
    return Created({"api_token": serialize.api_token(token), "token": text})


@endpoint(blueprint, "DELETE", "/admin/api-tokens/{token_id}", OWNER)
def revoke_api_token(call: Call[AdminCaller, None, None], token_id: str) -> Ok[Done]:
    api_tokens.revoke(call.caller, token_id, call.address)
    return Ok({})
