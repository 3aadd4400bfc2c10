"""Blocking a visitor, and letting one back in. Admins go on seeing what was written."""

import hashlib

from chalicelib import audit, events
from chalicelib.chat import conversations
from chalicelib.errors import BlockImpossible, BlockNotFound, BlocksFull, Busy
from chalicelib.model import AdminCaller, Block, BlockKind, Conversation, now_ms
from chalicelib.realtime import sockets
from chalicelib.storage import blocks, sites

MOST = 1000  # of a site: every process reads them


def add(caller: AdminCaller, conversation_id: str, kind: BlockKind, reason: str, address: str) -> tuple[Block, bool]:
    """Blocks whoever writes in a conversation, and closes its sockets. Returns the block, and whether it is new.

    The block, the site's new version of the list and the audit entry are one transaction. What follows it is done
    again when the block is found to exist: the call that stored it may have ended before.

    Raises `ConversationNotFound`, `BlocksFull`, or `BlockImpossible` when nothing of this kind is known of the visitor.
    """
    conversation = conversations.load(caller, conversation_id)
    value = value_of(conversation, kind)
    if not value:
        raise BlockImpossible("kind")
    id = f"b_{hashlib.sha256(f'{kind} {value}'.encode()).hexdigest()[:16]}"
    there = {block.id: block for block in blocks.of(caller.site_id)}
    if id not in there and len(there) >= MOST:
        raise BlocksFull()
    block = there.get(id) or Block(id, kind, value, conversation_id, reason, caller.name, now_ms())
    if id not in there:
        about = audit.recorded(
            caller.site_id, caller.admin_id, "visitor.blocked", conversation_id, address, block=id, kind=kind
        )
        if not blocks.put(caller.site_id, block, about):
            raise Busy()  # somebody else has blocked them at the same moment: the retry finds that block
    sites.get(caller.site_id, strong=True)  # this process refuses them from now on
    sockets.close_audience(events.conversation_audience(conversation_id))
    return block, id not in there


def remove(caller: AdminCaller, block_id: str, address: str) -> None:
    """Raises `BlockNotFound`."""
    if block_id not in {block.id for block in blocks.of(caller.site_id)}:
        raise BlockNotFound()
    about = audit.recorded(caller.site_id, caller.admin_id, "visitor.unblocked", block_id, address)
    if not blocks.delete(caller.site_id, block_id, about):
        raise BlockNotFound()  # somebody else was faster
    sites.get(caller.site_id, strong=True)  # this process serves them from now on


def newest(caller: AdminCaller) -> list[Block]:
    return sorted(blocks.of(caller.site_id), key=lambda block: block.created_at, reverse=True)


def value_of(conversation: Conversation, kind: BlockKind) -> str | None:
    return {
        "visitor": conversation.visitor_id,
        "identity": conversation.verified_id,
        "address": conversation.address_range,
    }[kind]
