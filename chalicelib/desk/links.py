"""Links between conversations: an admin says that both are with the same person.

Nothing in either log changes, and nothing of it is visible to a visitor. Both rows name each other, and both desk logs
tell it: two entries and two rows in one transaction, so that no row ever has half of a link. The entry in the log of
the call's conversation has its `client_id`, so a retry finds the whole link by it.
"""

import dataclasses
import secrets

from chalicelib.chat import conversations
from chalicelib.desk import log
from chalicelib.desk.append import Planned, Unchanged, next_entry, with_entry
from chalicelib.errors import ConversationNotFound, InvalidField, OtherNotFound, TooManyLinked
from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.model.desk import MOST_LINKS, DeskDraft, DeskEntry
from chalicelib.storage.desk import Placed


def change(
    caller: AdminCaller, conversation_id: str, other_id: str, linked: bool, client_id: str, after: int
) -> tuple[DeskEntry | None, Conversation]:
    """Links the conversation with another one of the site, or ends the link. Returns the entry, if one was stored, and
    the conversation.

    Raises `OtherNotFound` if there is nothing to link with, `TooManyLinked`, `InvalidField`, and what `append` raises.
    """
    if other_id == conversation_id:
        raise InvalidField("other_id_invalid", "other_id", "A conversation cannot be linked with itself.")
    draft = DeskDraft(client_id, "linked" if linked else "unlinked", after)
    also: tuple[Placed, ...] = ()

    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        nonlocal also
        other = other_side(caller, other_id, linked)
        if (other_id in conversation.links) == linked:
            raise Unchanged(conversation)
        also = (in_other(caller, other, conversation.id, draft),) if other else ()
        entry = dataclasses.replace(entry, other_id=other_id)
        return Planned(entry, with_link(conversation, other_id, linked), also=also)

    try:
        own, conversation, new = log.store(caller, conversation_id, draft, plan)
    except Unchanged as found:
        return None, found.conversation
    for entry, changed, _ in also if new else ():
        log.push(caller, entry, changed)
    return own, conversation


def remove_all(caller: AdminCaller, conversation_id: str) -> None:
    """Ends all links of a conversation. Raises what `change` raises."""
    conversation = conversations.load(caller, conversation_id)
    for other_id in conversation.links:
        change(caller, conversation_id, other_id, False, f"removed-{secrets.token_urlsafe(9)}", conversation.desk_id)


def other_side(caller: AdminCaller, other_id: str, linked: bool) -> Conversation | None:
    """The other conversation. None: it has expired, and only its link is left."""
    try:
        other = conversations.load(caller, other_id)
    except ConversationNotFound:
        if linked:
            raise OtherNotFound("other_id") from None
        return None
    if linked and other.first_id(now_ms()) > other.last_id:
        raise OtherNotFound("other_id")
    return other


def in_other(caller: AdminCaller, other: Conversation, conversation_id: str, draft: DeskDraft) -> Placed:
    entry = dataclasses.replace(next_entry(caller, other, draft), other_id=conversation_id)
    grown = with_link(other, conversation_id, draft.kind == "linked")
    return Placed(entry, with_entry(grown, other, entry), other)


def with_link(conversation: Conversation, other_id: str, linked: bool) -> Conversation:
    links = {*conversation.links} - {other_id}
    if linked:
        if len(links) >= MOST_LINKS:
            raise TooManyLinked("other_id")
        links.add(other_id)
    return dataclasses.replace(conversation, links=tuple(sorted(links)))
