"""Blocking and unblocking visitors. Admins still see the messages of a blocked visitor."""

import hashlib

from chalicelib import audit, events
from chalicelib.chat import conversations
from chalicelib.errors import BlockImpossible, BlockNotFound, BlocksFull, Busy
from chalicelib.model import AdminCaller, Block, BlockKind, Conversation, now_ms
from chalicelib.realtime import fanout, sockets
from chalicelib.storage import blocks, sites

MOST = 1000  # for each site: every process reads them all


def add(caller: AdminCaller, conversation_id: str, kind: BlockKind, reason: str, address: str) -> tuple[Block, bool]:
    """Blocks the visitor of a conversation and closes the visitor's sockets. Returns the block, and whether it
    is new.

    One transaction stores the block, the new version of the site's list, and the audit entry. The steps after it are
    repeated if the block exists already: the call that stored it may have been interrupted.

    Raises `ConversationNotFound`, `BlocksFull`, or `BlockImpossible` if the visitor has no value of this kind.
    """
    conversation = conversations.load(caller, conversation_id)
    value = value_of(conversation, kind)
    if not value:
        raise BlockImpossible("kind")
    id = f"b_{hashlib.sha256(f'{kind} {value}'.encode()).hexdigest()[:16]}"
    existing = {block.id: block for block in blocks.of(caller.site_id)}
    if id not in existing and len(existing) >= MOST:
        raise BlocksFull()
    block = existing.get(id) or Block(id, kind, value, conversation_id, reason, caller.name, now_ms())
    if id not in existing:
        entry = audit.recorded(
            caller.site_id, caller.admin_id, "visitor.blocked", conversation_id, address, block=id, kind=kind
        )
        if not blocks.put(caller.site_id, block, entry):
            raise Busy()  # another call added the same block: a retry finds it
    sites.get(caller.site_id, strong=True)  # so that this process enforces the block at once
    sockets.close_audience(events.visitor_audience(conversation.visitor_id))
    push(caller)
    return block, id not in existing


def remove(caller: AdminCaller, block_id: str, address: str) -> None:
    """Raises `BlockNotFound`."""
    if block_id not in {block.id for block in blocks.of(caller.site_id)}:
        raise BlockNotFound()
    entry = audit.recorded(caller.site_id, caller.admin_id, "visitor.unblocked", block_id, address)
    if not blocks.delete(caller.site_id, block_id, entry):
        raise BlockNotFound()  # another call removed it first
    sites.get(caller.site_id, strong=True)  # so that this process stops enforcing it at once
    push(caller)


def push(caller: AdminCaller) -> None:
    fanout.publish([events.admins_audience(caller.site_id)], events.blocks_changed(), sender=events.session_of(caller))


def newest_first(caller: AdminCaller) -> list[Block]:
    return sorted(blocks.of(caller.site_id), key=lambda block: block.created_at, reverse=True)


def value_of(conversation: Conversation, kind: BlockKind) -> str | None:
    return {
        "visitor": conversation.visitor_id,
        "identity": conversation.verified_id,
        "address": conversation.address_range,
    }[kind]
