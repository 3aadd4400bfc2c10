"""The conversations of one visitor: which one a page opens, and the list of them.

A keys-only index names them, so nothing is written for the list but its entry, with the first message. A conversation
that expires leaves the index with its row. Erased and expired ones have no messages, and are left out.
"""

from dataclasses import dataclass, replace

from chalicelib.chat import conversations
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.identity import visitors
from chalicelib.model import AdminCaller, Conversation, VisitorCaller, now_ms
from chalicelib.model.desk import MOST_LINKS
from chalicelib.storage import conversations as rows

MOST = 20  # that are listed: each is a read
NEW = "new"


@dataclass(frozen=True, slots=True)
class Several:
    """A visitor's latest conversations, the one with the last message first, and whether there are more."""

    conversations: list[Conversation]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Others:
    """How many other conversations the visitor has, up to `MOST`, and how many unread messages they have together."""

    count: int
    unread: int


def choose(caller: VisitorCaller, wanted: str | None, named: bool) -> tuple[VisitorCaller, Others]:
    """Returns the caller in the conversation that the page opens, and what there is in the others. Stores nothing.

    `wanted`: one of the visitor's, or `NEW`; any other is ignored, and the page sees in the answer which one it has.
    `named`: the page's token names one. A page without any, on another device of a verified visitor, opens the latest.
    """
    if caller.alone:
        return (visitors.new_visitor(caller.site_id) if wanted == NEW else caller), Others(0, 0)
    ids = rows.ids_of_visitor(caller.visitor_id, MOST)
    only_this = not wanted and set(ids) <= {caller.conversation_id}
    found = [] if only_this else kept(caller.site_id, caller.visitor_id, ids)
    if wanted == NEW:
        id = visitors.new_conversation_id()
    elif wanted and is_own(caller, wanted):
        id = wanted
    else:
        id = found[0].id if found and not named else caller.conversation_id
    others = [each for each in found if each.id != id]
    return replace(caller, conversation_id=id), Others(len(others), sum(unread(each) for each in others))


def is_own(caller: VisitorCaller, id: str) -> bool:
    found = rows.get(id) if CONVERSATION_ID.fullmatch(id) else None
    return found is not None and (found.site_id, found.visitor_id) == (caller.site_id, caller.visitor_id)


def unread(conversation: Conversation) -> int:
    """How many messages the visitor has not read. Deleted ones count as read."""
    read = max(conversation.visitor_read, conversation.first_id(now_ms()) - 1)
    return max(0, conversation.last_id - read)


def own(caller: VisitorCaller) -> Several:
    """Lists the caller's conversations; for a link in a mail only the one that it has opened."""
    if caller.alone:
        conversation = conversations.load(caller, caller.conversation_id)
        return Several([conversation] if has_messages(conversation) else [])
    return several(caller.site_id, caller.visitor_id)


def others(caller: AdminCaller, conversation_id: str) -> Several:
    """Lists the other conversations with the person of a conversation: its visitor's, and those of the visitors that
    an admin has linked with this one by any of their conversations. Raises `ConversationNotFound`."""
    conversation = conversations.load(caller, conversation_id)
    found = several(conversation.site_id, conversation.visitor_id, without=conversation_id)
    own = {each.id for each in [conversation, *found.conversations]}
    linked = {id for each in [conversation, *found.conversations] for id in each.links} - own
    if not linked:
        return found
    visitors_ids = {each.visitor_id for each in rows.many(linked) if each.site_id == conversation.site_id}
    more = [several(conversation.site_id, id) for id in sorted(visitors_ids)[:MOST_LINKS]]
    together = by_last_message([each for one in [found, *more] for each in one.conversations])
    return Several(together[:MOST], any(each.has_more for each in [found, *more]) or len(together) > MOST)


def several(site_id: str, visitor_id: str, without: str = "") -> Several:
    ids = rows.ids_of_visitor(visitor_id, MOST + 1)
    return Several(
        kept(site_id, visitor_id, [id for id in ids[:MOST] if id != without]),
        has_more=len(ids) > MOST,
    )


def kept(site_id: str, visitor_id: str, ids: list[str]) -> list[Conversation]:
    """Reads those that have messages, the one with the last message first."""
    found = rows.many(ids) if ids else []
    own = [each for each in found if (each.site_id, each.visitor_id) == (site_id, visitor_id) and has_messages(each)]
    return by_last_message(own)


def by_last_message(found: list[Conversation]) -> list[Conversation]:
    return sorted(found, key=lambda each: (each.last_at, each.id), reverse=True)


def has_messages(conversation: Conversation) -> bool:
    return conversation.first_id(now_ms()) <= conversation.last_id
