"""Append: exactly once, without holes, in commit order.

A writer places `client_id` at position p only after it has read every committed position in (after, p) without
finding it, and position p is won by one writer. So of two attempts with one `client_id` only one can win, whatever
the interleaving; and n+1 is tried only after n is known to be committed, so no hole is ever permanent. Positions that
retention or erasure has taken cannot be read: a writer whose base lies before them is refused, not believed.
"""

import dataclasses
import random
import time
from collections.abc import Iterator

from chalicelib import metrics
from chalicelib.chat import conversations, limits, retention
from chalicelib.errors import Busy, CursorAhead, CursorBehind
from chalicelib.identity.addresses import range_of
from chalicelib.metrics import Metric
from chalicelib.model import Caller, Conversation, Draft, Message, VisitorCaller, now_ms
from chalicelib.storage import messages, sites
from chalicelib.storage.messages import LostRace

ATTEMPTS = 8
PAUSE_SECONDS = 0.02  # before the second attempt at most; doubled for each further one, with full jitter
PATIENCE_SECONDS = 5  # no attempt begins later: with a store that hangs eight would outlast API Gateway's 29 seconds
PREVIEW_CHARACTERS = 120
LOOK_BACK = 1000  # numbers read for a retry at most: what a send may cost has a bound


def append(caller: Caller, conversation_id: str, draft: Draft) -> tuple[Message, Conversation, bool]:
    """Returns the stored message, its conversation, and whether this call stored it (a retry finds it stored).

    A stored message is found before any limit is asked, so that it is acknowledged whatever was sent since.

    Raises `ConversationNotFound`, `CursorAhead`, `CursorBehind`, `TooManyMessages`, `TooManyConversations`, or `Busy`
    when contention or the store won: retrying is safe.
    """
    looked_up_to = draft.after
    begun = False
    in_doubt = False
    for attempt in attempts():
        if attempt:
            metrics.count(Metric.APPEND_RETRIES)
        try:
            conversation = conversations.load(caller, conversation_id)
            if draft.after > conversation.last_id:
                raise CursorAhead("after")
            gone = conversation.first_id(now_ms()) - 1
            above = max(looked_up_to, gone)
            if conversation.last_id - above > LOOK_BACK:
                raise CursorBehind("after")
            stored = messages.find(conversation.id, draft, above, conversation.last_id)
            if stored:
                return stored, conversation, False
            if looked_up_to < gone:
                # It may have been stored among the numbers that are gone, by this very call if a try is in doubt.
                raise Busy() if in_doubt else CursorBehind("after")
            looked_up_to = conversation.last_id
            message, grown = next_of(conversation, draft, retention_days(conversation.site_id))
            grown = limits.paced(caller, introduced(caller, grown))
            if not conversation.stored and not begun:
                limits.begin(caller)
                begun = True
            in_doubt = True
            messages.place(message, grown, previous=conversation)
            return message, grown, True
        except (LostRace, Busy):
            continue
    raise Busy()


def retention_days(site_id: str) -> int:
    site = sites.recent(site_id)
    return site.retention_days if site else 0


def next_of(conversation: Conversation, draft: Draft, days: int) -> tuple[Message, Conversation]:
    """Makes the message with the next number, and the conversation as it is once that is stored."""
    now = now_ms()
    message = Message(
        conversation_id=conversation.id,
        id=conversation.last_id + 1,
        client_id=draft.client_id,
        sender_type=draft.sender_type,
        sender_id=draft.sender_id,
        sender_name=draft.sender_name,
        body=draft.body,
        sent_at=now,
        expires_at=retention.expires_at(now, days),
    )
    grown = dataclasses.replace(
        conversation,
        stored=True,
        created_at=conversation.created_at or now,
        last_id=message.id,
        last_at=now,
        last_sender=message.sender_type,
        preview=" ".join(draft.body.split())[:PREVIEW_CHARACTERS],
        changed=next_change(conversation, now),
    )
    # Who writes having seen everything has read everything. One who has not keeps the mark: the page moves it.
    if draft.after == conversation.last_id:
        grown = grown.with_mark("admin" if draft.sender_type == "admin" else "visitor", message.id)
    return message, retention.with_message(grown, conversation, message, days)


def introduced(caller: Caller, grown: Conversation) -> Conversation:
    """Where the visitor is by now, and the name by which the site knows them."""
    if not isinstance(caller, VisitorCaller):
        return grown
    grown = dataclasses.replace(grown, address_range=range_of(caller.address) or None)
    if caller.verified_id is None:
        return grown
    return dataclasses.replace(
        grown, visitor_name=caller.name, visitor_email=caller.email, verified_id=caller.verified_id
    )


def next_change(conversation: Conversation, now: int) -> str:
    """The sort key of a change made now: above the one that was read, whatever this machine's clock says."""
    previous = int(conversation.changed.partition("#")[0] or 0)
    return f"{max(now, previous + 1):013d}#{conversation.id}"


def attempts() -> Iterator[int]:
    started = time.monotonic()
    for attempt in range(ATTEMPTS):
        if time.monotonic() - started > PATIENCE_SECONDS:
            return
        if attempt:
            time.sleep(random.uniform(0, PAUSE_SECONDS * 2 ** (attempt - 1)))
        yield attempt
