"""The desk log, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api.serialize.conversations import summary
from chalicelib.events.desk import desk_entry_fields, desk_state

if TYPE_CHECKING:
    from chalicelib.api.answers.desk import ChangedDesk, DeskLog
    from chalicelib.desk.log import DeskPage
    from chalicelib.model import Conversation
    from chalicelib.model.desk import DeskEntry


def page(page: DeskPage) -> DeskLog:
    log: DeskLog = {
        "entries": [desk_entry_fields(each) for each in page.entries],
        "last_id": page.last_id,
        "has_more": page.has_more,
        "state": desk_state(page.conversation),
        "conversation": summary(page.conversation),
    }
    if page.first_id > 1:
        log["first_id"] = page.first_id
    return log


def changed(entry: DeskEntry | None, conversation: Conversation) -> ChangedDesk:
    answer: ChangedDesk = {"state": desk_state(conversation)}
    if entry:
        answer["entry"] = desk_entry_fields(entry)
    return answer
