"""Who may not write."""

from typing_extensions import TypedDict

from chalicelib.api.answers.conversations import Time
from chalicelib.model import BlockKind


class Block(TypedDict):
    """`value`: the visitor's id, the id that the site knows them by, or the range of addresses."""

    id: str
    kind: BlockKind
    value: str
    conversation_id: str
    reason: str
    blocked_by: str
    created_at: Time


class Blocks(TypedDict):
    blocks: list[Block]


class Blocked(TypedDict):
    block: Block
