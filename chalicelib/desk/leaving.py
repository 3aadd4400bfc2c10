"""What becomes of the open conversations of an admin who was removed from the team: nobody takes care of them any more.

Closed ones keep their assignee: they say who took care of them.
"""

import dataclasses
import time
from typing import NamedTuple

from chalicelib.desk import log
from chalicelib.desk.append import Plan, Planned, Unchanged
from chalicelib.errors import ConversationNotFound
from chalicelib.model import AdminCaller, Conversation
from chalicelib.model.desk import Colleague, DeskDraft, DeskEntry, DeskPart
from chalicelib.storage import conversations, inbox

SECONDS = 20.0  # for one walk: the function has a minute
PARTS: tuple[DeskPart, ...] = ("open", "snoozed")


class Place(NamedTuple):
    """How far a walk has come: the key in the index after which it goes on."""

    part: DeskPart = "open"
    after: str = ""


def unassign(site_id: str, left: Colleague, by: Colleague, place: Place) -> Place | None:
    """Takes conversations from a colleague who has left, one part of the index after the other. Returns where the next
    walk goes on; None at the end. May be repeated from any place.

    `by`: who removed the colleague. Raises `Busy`.
    """
    caller = AdminCaller(site_id, by.id, by.name, session_id="", account_role="owner")
    started = time.monotonic()
    found, following = inbox.assigned_after(site_id, place.part, left.id, place.after)
    present = {each.id: each for each in conversations.many(id for _, id in found)}
    for key, id in found:
        conversation = present.get(id)
        if conversation and conversation.assignee_id == left.id:
            take(caller, conversation, left)
        if time.monotonic() - started > SECONDS:
            return Place(place.part, key)
    if following is not None:
        return Place(place.part, following)
    rest = PARTS[PARTS.index(place.part) + 1 :]
    return Place(rest[0]) if rest else None


def take(caller: AdminCaller, conversation: Conversation, left: Colleague) -> None:
    draft = DeskDraft(f"left-{left.id}-{conversation.desk_id}", "assigned", after=conversation.desk_id)
    try:
        log.store(caller, conversation.id, draft, plan_for(left))
    except (Unchanged, ConversationNotFound):
        return  # somebody else has it by now, or it has expired


def plan_for(left: Colleague) -> Plan:
    def plan(conversation: Conversation, entry: DeskEntry, _: list[DeskEntry]) -> Planned:
        if conversation.assignee_id != left.id:
            raise Unchanged(conversation)
        return Planned(
            dataclasses.replace(entry, left_id=left.id, left_name=left.name),
            dataclasses.replace(conversation, assignee_id=""),
        )

    return plan
