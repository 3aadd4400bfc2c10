"""An admin's calls about who may not write."""

from chalice import Blueprint, Response

from chalicelib.api import serialize
from chalicelib.api.answers.blocks import Blocked, Blocks
from chalicelib.api.answers.sessions import Done
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import AddBlock
from chalicelib.chat import blocks

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/blocks", caller="admin", answers={200: Blocks})
def list_blocks(call: Call) -> Response:
    return serialize.answer(200, {"blocks": [serialize.block(block) for block in blocks.newest_first(call.caller)]})


@endpoint(blueprint, "POST", "/admin/blocks", caller="admin", body=AddBlock, answers={200: Blocked, 201: Blocked})
def add_block(call: Call) -> Response:
    asked: AddBlock = call.body
    block, new = blocks.add(call.caller, asked.conversation_id, asked.kind, asked.reason, call.address)
    return serialize.answer(201 if new else 200, {"block": serialize.block(block)})


@endpoint(blueprint, "DELETE", "/admin/blocks/{block_id}", caller="admin", answers={200: Done})
def remove_block(call: Call, block_id: str) -> Response:
    blocks.remove(call.caller, block_id, call.address)
    return serialize.answer(200, {})
