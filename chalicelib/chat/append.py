"""Append: exactly once, without holes, in commit order.

A writer places `client_id` at position p only after it has read every committed position in (after, p) without
finding it, and position p is won by one writer. So of two attempts with one `client_id` only one can win, whatever
the interleaving; and n+1 is tried only after n is known to be committed, so no hole is ever permanent. Positions that
retention or erasure has deleted cannot be read, so a writer whose cursor lies before them is refused.

The row that a writer goes by may be old: its transaction requires that it is still the same. So an attempt may go by
what this process stored last (`remembered.py`), as if it had read the row then and had been slow since.
"""

import dataclasses
import random
import time
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib import metrics
from chalicelib.chat import conversations, limits, remembered
from chalicelib.chat.entries import next_of, of_visitor, retention_days
from chalicelib.errors import Busy, CursorAhead, CursorBehind, TooManyMessages
from chalicelib.metrics import Metric
from chalicelib.model import Caller, Conversation, Draft, Message, now_ms
from chalicelib.storage import messages
from chalicelib.storage.messages import Changed, LostRace

ATTEMPTS = 8
PAUSE_SECONDS = 0.02  # before the second attempt at most; doubled for each further one, with full jitter
PATIENCE_SECONDS = 5  # no attempt starts later: eight attempts on a slow store would exceed API Gateway's 29 seconds
LOOK_BACK = 1000  # most numbers that are read to find a retry, which limits the cost of a send


def append(caller: Caller, conversation_id: str, draft: Draft) -> tuple[Message, Conversation, bool]:
    """Returns the stored message, its conversation, and whether this call stored it (a retry finds it stored).

    A stored message is found before limits are checked, so that it is acknowledged however many were sent since.

    Raises `ConversationNotFound`, `CursorAhead`, `CursorBehind`, `TooManyMessages`, `TooManyConversations`, what
    `uploads.checked` and `changes.of_target` raise, or `Busy` under contention or if the store was busy: retrying is
    safe.
    """
    searched_up_to = draft.after
    counted = False
    in_doubt = False
    memory = remembered.memory
    known = memory.of(caller, conversation_id, draft)
    for attempt in attempts():
        if attempt:
            metrics.count(Metric.APPEND_RETRIES)
        try:
            if known and memory.pays and (plan := planned_on_memory(caller, known, draft)):
                base, known, in_doubt = known, None, True
                if grown := placed_on_memory(plan, base, draft):
                    return plan.message, grown, True
            conversation = conversations.load(caller, conversation_id)
            if known:
                memory.judge(right=conversation.version == known.version)
                known = None
            if draft.after > conversation.last_id:
                raise CursorAhead("after")
            deleted = conversation.first_id(now_ms()) - 1
            above = max(searched_up_to, deleted)
            if conversation.last_id - above > LOOK_BACK:
                raise CursorBehind("after")
            stored = messages.find(conversation.id, draft, above, conversation.last_id)
            if stored:
                return stored, conversation, False
            if searched_up_to < deleted:
                # The message may have been stored among the deleted numbers, even by an earlier attempt of this call.
                raise Busy() if in_doubt else CursorBehind("after")
            searched_up_to = conversation.last_id
            if draft.upload_ids and not draft.attachments:
                draft = with_attachments(draft, conversation)
            plan = planned(caller, conversation, draft)
            if not conversation.stored and not counted:
                limits.count_conversation(caller)
                counted = True
            in_doubt = True
            return plan.message, placed(plan, conversation, draft), True
        except (LostRace, Busy):
            continue
    raise Busy()


class Plan(NamedTuple):
    """What a transaction will store: the entry, the conversation with it, entries that it changes, and the bot's
    line."""

    message: Message
    grown: Conversation
    changed: tuple[Changed, ...]
    lines: tuple[Message, ...]


def planned(caller: Caller, conversation: Conversation, draft: Draft) -> Plan:
    days = retention_days(conversation.site_id)
    now = now_ms()
    of_sender = {**of_visitor(caller, conversation, draft.contact), **limits.take_message(caller, conversation, now)}
    message, grown = next_of(conversation, draft, days, now, of_sender)
    lines: tuple[Message, ...] = ()
    if draft.kind == "text" and (draft.bot or conversation.bot):
        message, grown, lines = with_bot(conversation, draft, message, grown, days)
    changed: tuple[Changed, ...] = ()
    if draft.kind in ("edited", "deleted"):
        from chalicelib.chat import changes  # few entries change a message

        message, grown, changed = changes.of_target(caller, conversation, message, grown)
    elif draft.kind != "text":
        from chalicelib.chat import closing

        message, grown, changed = closing.of_entry(conversation, draft, message, grown)
    return Plan(message, grown, changed, lines)


def planned_on_memory(caller: Caller, known: Conversation, draft: Draft) -> Plan | None:
    """None: by what is remembered the message is refused, which only the row can say."""
    try:
        return planned(caller, known, draft)
    except TooManyMessages:
        return None


def placed_on_memory(plan: Plan, known: Conversation, draft: Draft) -> Conversation | None:
    """As `placed`. None: the row has changed since. Nothing is remembered unless the message is stored."""
    memory = remembered.memory
    memory.forget(known.id)
    try:
        stored = placed(plan, known, draft)
    except LostRace:
        memory.judge(right=False)
        return None
    memory.judge(right=True)
    return stored


def placed(plan: Plan, conversation: Conversation, draft: Draft) -> Conversation:
    """Returns the conversation as it was stored, and remembers it."""
    stored = messages.place(
        plan.message,
        plan.grown,
        previous=conversation,
        changed=plan.changed,
        also=plan.lines,
        context=draft.context,
    )
    remembered.memory.keep(stored)
    return stored


def with_attachments(draft: Draft, conversation: Conversation) -> Draft:
    from chalicelib.chat import uploads  # few messages have attachments

    return dataclasses.replace(draft, attachments=uploads.checked(conversation, draft.upload_ids))


def with_bot(
    conversation: Conversation, draft: Draft, message: Message, grown: Conversation, days: int
) -> tuple[Message, Conversation, tuple[Message, ...]]:
    from chalicelib.chat import bot  # few conversations have one

    return bot.joined(conversation, draft, message, grown, days)


def attempts() -> Iterator[int]:
    started = time.monotonic()
    for attempt in range(ATTEMPTS):
        if time.monotonic() - started > PATIENCE_SECONDS:
            return
        if attempt:
            time.sleep(random.uniform(0, PAUSE_SECONDS * 2 ** (attempt - 1)))
        yield attempt
