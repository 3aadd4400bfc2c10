"""What changes a conversation's place at the desk: who takes care of it, its tags, and until when it is snoozed.

Each change is an entry of the desk log and a change of the conversation's row, in one transaction. If the row is
already as it should be, nothing is stored.
"""

import dataclasses

from chalicelib.chat.closing import visitor_wrote
from chalicelib.desk import colleagues, log
from chalicelib.desk.append import Plan, Planned, Unchanged
from chalicelib.errors import (
    AssignedMeanwhile,
    ConversationClosed,
    InvalidField,
    NewerMessages,
    TooManyTags,
)
from chalicelib.model import AdminCaller, Conversation
from chalicelib.model.desk import MOST_TAGS, DeskDraft, DeskEntry
from chalicelib.search import people

LONGEST_SNOOZE_MS = 366 * 24 * 3600 * 1000


def assign(
    caller: AdminCaller, conversation_id: str, assignee_id: str | None, client_id: str, after: int
) -> tuple[DeskEntry | None, Conversation]:
    """Gives the conversation to a colleague; None: to nobody. Returns the entry, if one was stored, and the
    conversation.

    Of two admins who do so at once, one succeeds. Raises `AssignedMeanwhile` for the other, `ColleagueNotFound`, and
    what `append` raises.
    """

    def plan(conversation: Conversation, entry: DeskEntry, meanwhile: list[DeskEntry]) -> Planned:
        if conversation.assignee_id == (assignee_id or ""):
            raise Unchanged(conversation)
        if any(each.kind == "assigned" and each.author_id != caller.id for each in meanwhile):
            raise AssignedMeanwhile(
                conversation.assignee_id,
                conversation.tags,
                conversation.snoozed_until,
                conversation.desk_id,
                conversation.links,
            )
        if assignee_id is None:
            return Planned(entry, dataclasses.replace(conversation, assignee_id=""))
        colleague = colleagues.find(caller, assignee_id)
        return Planned(
            dataclasses.replace(entry, assignee_id=colleague.id, assignee_name=colleague.name),
            dataclasses.replace(conversation, assignee_id=colleague.id),
        )

    return stored(caller, conversation_id, DeskDraft(client_id, "assigned", after), plan)


def tag(
    caller: AdminCaller, conversation_id: str, add: list[str], remove: list[str], client_id: str, after: int
) -> tuple[DeskEntry | None, Conversation]:
    """Adds and removes tags. Returns what `assign` does. Raises `TooManyTags`, and what `append` raises."""

    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        present = {*conversation.tags}
        wanted = (present - {*remove}) | {*add}
        if wanted == present:
            raise Unchanged(conversation)
        if len(wanted) > max(MOST_TAGS, len(present)):
            raise TooManyTags("add")
        added, removed = tuple(sorted(wanted - present)), tuple(sorted(present - wanted))
        return Planned(
            dataclasses.replace(entry, added=added, removed=removed),
            dataclasses.replace(conversation, tags=tuple(sorted(wanted))),
        )

    entry, conversation = stored(caller, conversation_id, DeskDraft(client_id, "tagged", after), plan)
    people.index(conversation)  # also if nothing is new: an earlier call may have stored the tags, and no more
    return entry, conversation


def snooze(
    caller: AdminCaller, conversation_id: str, until: int | None, client_id: str, after: int, at_id: int | None
) -> tuple[DeskEntry | None, Conversation]:
    """Puts the conversation aside until a time; None: ends the snooze. Returns what `assign` does.

    `at_id`: the last message that the admin's page had. Raises `NewerMessages` if the visitor has written after it,
    `ConversationClosed`, `InvalidField` for a time in the past or more than a year ahead, and what `append` raises.
    """

    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        present = conversation.snoozed_until if conversation.is_snoozed(entry.sent_at) else 0
        if present == (until or 0):
            raise Unchanged(conversation)
        if until is None:
            return Planned(entry, dataclasses.replace(conversation, snoozed_until=0))
        if not entry.sent_at < until <= entry.sent_at + LONGEST_SNOOZE_MS:
            raise InvalidField("until_invalid", "until", "A snooze ends in the future, within a year.")
        if conversation.status == "closed":
            raise ConversationClosed()
        if at_id is not None and visitor_wrote(conversation, at_id, entry.sent_at):
            raise NewerMessages("at_id")
        return Planned(dataclasses.replace(entry, until=until), dataclasses.replace(conversation, snoozed_until=until))

    return stored(caller, conversation_id, DeskDraft(client_id, "snoozed", after, at_id), plan)


def stored(
    caller: AdminCaller, conversation_id: str, draft: DeskDraft, plan: Plan
) -> tuple[DeskEntry | None, Conversation]:
    try:
        entry, conversation, _ = log.store(caller, conversation_id, draft, plan)
    except Unchanged as found:
        return None, found.conversation
    return entry, conversation
