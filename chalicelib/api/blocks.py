"""An admin's calls about blocked visitors."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.sites import Blocked, Blocks
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import AddBlock
from chalicelib.api.serialize import sites as serialize
from chalicelib.chat import blocks
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/blocks", ADMIN)
def list_blocks(call: Call[AdminCaller, None, None]) -> Ok[Blocks]:
    return Ok({"blocks": [serialize.block(block) for block in blocks.newest_first(call.caller)]})


@endpoint(blueprint, "POST", "/admin/blocks", ADMIN, body=AddBlock)
def add_block(call: Call[AdminCaller, AddBlock, None]) -> Ok[Blocked] | Created[Blocked]:
    body = call.body
    block, new = blocks.add(call.caller, body.conversation_id, body.kind, body.reason, call.address)
    blocked: Blocked = {"block": serialize.block(block)}
    return Created(blocked) if new else Ok(blocked)


@endpoint(blueprint, "DELETE", "/admin/blocks/{block_id}", ADMIN)
def remove_block(call: Call[AdminCaller, None, None], block_id: str) -> Ok[Done]:
    blocks.remove(call.caller, block_id, call.address)
    return Ok({})
