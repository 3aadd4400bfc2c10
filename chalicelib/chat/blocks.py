"""Blocking a visitor, and letting one back in. Admins go on seeing what was written."""

import hashlib
import re

from chalicelib import audit, events
from chalicelib.chat import conversations, sockets
from chalicelib.errors import BlockImpossible, BlockNotFound, BlocksFull
from chalicelib.model import AdminCaller, Block, BlockKind, Conversation, now_ms
from chalicelib.storage import blocks, sites

BLOCK_ID = re.compile(r"b_[0-9a-f]{16}")
MOST = 1000  # of a site: every process reads them


def add(caller: AdminCaller, conversation_id: str, kind: BlockKind, reason: str, address: str) -> tuple[Block, bool]:
    """Blocks whoever writes in a conversation, and closes its sockets. Returns the block, and whether it is new.

    Raises `ConversationNotFound`, `BlocksFull`, or `BlockImpossible` when nothing of this kind is known of the visitor.
    """
    conversation = conversations.load(caller, conversation_id)
    value = value_of(conversation, kind)
    if not value:
        raise BlockImpossible("kind")
    id = f"b_{hashlib.sha256(f'{kind} {value}'.encode()).hexdigest()[:16]}"
    there = {block.id: block for block in blocks.of(caller.site_id)}
    if id in there:
        return there[id], False
    if len(there) >= MOST:
        raise BlocksFull()
    block = Block(id, kind, value, conversation_id, reason, caller.name, now_ms())
    blocks.put(caller.site_id, block)
    sites.blocks_changed(caller.site_id)
    sockets.close_all(events.conversation_audience(conversation_id))
    audit.record(caller.site_id, caller.admin_id, "visitor.blocked", conversation_id, address, block=id, kind=kind)
    return block, True


def remove(caller: AdminCaller, block_id: str, address: str) -> None:
    """Raises `BlockNotFound`."""
    if not BLOCK_ID.fullmatch(block_id) or not blocks.delete(caller.site_id, block_id):
        raise BlockNotFound()
    sites.blocks_changed(caller.site_id)
    audit.record(caller.site_id, caller.admin_id, "visitor.unblocked", block_id, address)


def newest(caller: AdminCaller) -> list[Block]:
    return sorted(blocks.of(caller.site_id), key=lambda block: block.created_at, reverse=True)


def value_of(conversation: Conversation, kind: BlockKind) -> str | None:
    return {
        "visitor": conversation.visitor_id,
        "identity": conversation.verified_id,
        "address": conversation.address_range,
    }[kind]
