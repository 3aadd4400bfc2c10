"""Blocked visitors."""

from typing_extensions import TypedDict

from chalicelib.events import Time
from chalicelib.model import BlockKind


class BlockFields(TypedDict):
    """`value`: the visitor's id, the site's own id of a verified visitor, or the range of addresses."""

    id: str
    kind: BlockKind
    value: str
    conversation_id: str
    reason: str
    blocked_by: str
    created_at: Time


class Blocks(TypedDict):
    blocks: list[BlockFields]


class Blocked(TypedDict):
    block: BlockFields
