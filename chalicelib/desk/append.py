"""Append to the desk log: exactly once, without holes, in commit order, as `chat/append.py` does for messages.

A writer places `client_id` at position p only after it has read every committed position in (after, p) without finding
it, and position p is won by one writer: the transaction that puts the entry at p moves the row's `desk_id` from p-1 to
p. So of two attempts with one `client_id` only one can win, whatever the interleaving; and p+1 is tried only after p is
known to be committed, so no hole is ever permanent. Positions that retention or erasure has deleted cannot be read, so
a writer whose cursor lies before them is refused.

The change of the row that an entry describes is part of its transaction, so the row always is what its desk log says.
A message may be stored at the same time: then one of the two transactions is cancelled and made again, because every
writer of the row goes by both last numbers.
"""

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.chat import conversations, retention
from chalicelib.chat.append import LOOK_BACK, attempts
from chalicelib.chat.entries import next_change, retention_days
from chalicelib.errors import Busy, CursorAhead, CursorBehind
from chalicelib.model import AdminCaller, Conversation, now_ms
from chalicelib.model.desk import DeskDraft, DeskEntry
from chalicelib.storage import desk
from chalicelib.storage.desk import Changed, Placed
from chalicelib.storage.messages import LostRace


class Planned(NamedTuple):
    """The entry and the conversation as they will be stored, and what is stored with them: entries that are changed,
    and another conversation's entry."""

    entry: DeskEntry
    conversation: Conversation
    changed: tuple[Changed, ...] = ()
    also: tuple[Placed, ...] = ()


class Unchanged(Exception):
    """The conversation is already as it should be: nothing is stored."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation


# Plans an entry from the conversation as it is, the entry so far, and the entries after the author's cursor.
Plan = Callable[[Conversation, DeskEntry, list[DeskEntry]], Planned]


def append(
    caller: AdminCaller, conversation_id: str, draft: DeskDraft, plan: Plan
) -> tuple[DeskEntry, Conversation, bool]:
    """Returns the stored entry, its conversation, and whether this call stored it (a retry finds it stored).

    `plan` is called again for each attempt, with what is stored then. Raises what it raises, `ConversationNotFound`,
    `CursorAhead`, `CursorBehind`, or `Busy` under contention or if the store was busy: retrying is safe.
    """
    searched_up_to = draft.after
    meanwhile: list[DeskEntry] = []
    in_doubt = False
    for _ in attempts():
        try:
            conversation = conversations.load(caller, conversation_id)
            if draft.after > conversation.desk_id:
                raise CursorAhead("after")
            deleted = conversation.first_desk_id(now_ms()) - 1
            above = max(searched_up_to, deleted)
            if conversation.desk_id - above > LOOK_BACK:
                raise CursorBehind("after")
            found = desk.between(conversation.id, above, conversation.desk_id)
            for each in found:
                if (each.client_id, each.author_id) == (draft.client_id, caller.id):
                    return each, conversation, False
            if searched_up_to < deleted:
                # The entry may have been stored among the deleted numbers, even by an earlier attempt of this call.
                raise Busy() if in_doubt else CursorBehind("after")
            meanwhile += found
            searched_up_to = conversation.desk_id
            entry, grown, changed, also = plan(conversation, next_entry(caller, conversation, draft), meanwhile)
            own = Placed(entry, with_entry(grown, conversation, entry), conversation)
            in_doubt = True
            desk.place(own, *also, changed=changed)
            return entry, own.conversation, True
        except (LostRace, Busy):
            continue
    raise Busy()


def next_entry(caller: AdminCaller, conversation: Conversation, draft: DeskDraft) -> DeskEntry:
    now = now_ms()
    end = conversation.last_id
    return DeskEntry(
        conversation_id=conversation.id,
        id=conversation.desk_id + 1,
        client_id=draft.client_id,
        kind=draft.kind,
        author_id=caller.id,
        author_name=caller.name,
        sent_at=now,
        at_id=end if draft.at_id is None else min(draft.at_id, end),
        body=draft.body,
        mentions=draft.mentions,
        target=draft.target,
        expires_at=retention.expires_at(now, retention_days(conversation.site_id)),
    )


def with_entry(grown: Conversation, previous: Conversation, entry: DeskEntry) -> Conversation:
    """The conversation with its new last entry. The entry is kept as long as a message that is sent now."""
    now = entry.sent_at
    first_id = previous.first_desk_id(now)
    days = retention_days(previous.site_id)
    return dataclasses.replace(
        grown,
        desk_id=entry.id,
        desk_from=first_id,
        desk_stretches=retention.grown(previous.desk_stretches, first_id, entry.id, now, days),
        expires_at=retention.row_expires_at(previous, entry.expires_at),
        changed=next_change(previous, now),
    )
