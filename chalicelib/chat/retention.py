"""Retention: how long messages are kept. It is decided when they are written, so that no timer has to run.

TTL deletes late and in any order, and clocks differ. So readers do not depend on what TTL has deleted: the
conversation's row says which numbers have expired, two days before TTL may delete the first of them.

The log is divided into stretches. A stretch expires as a whole at its `gone_at`, at most a tenth of the retention later
than its first message would; the row of a message expires two days after the latest `gone_at` that its stretch may
have. A message whose retention does not fit into the last stretch starts a new one.
"""

import dataclasses
from typing import Any

from chalicelib.model import Conversation, Message, Stretch

DAY_MS = 24 * 3600 * 1000
MARGIN_SECONDS = 2 * 24 * 3600  # from the expiry for readers to that of the row: more than clocks can differ
ROW_SECONDS = 30 * 24 * 3600  # how long a conversation's row is kept after its messages


def expires_at(now: int, days: int) -> int | None:
    """When TTL may delete a message that is written now (epoch seconds). None: it is kept for ever."""
    return -(-latest(now, days) // 1000) + MARGIN_SECONDS if days else None


def latest(now: int, days: int) -> int:
    return now + days * DAY_MS * 11 // 10


def with_message(conversation: Conversation, previous: Conversation, message: Message, days: int) -> Conversation:
    """Returns `conversation`, whose last message is the new `message`, with stretches and expiry updated."""
    return dataclasses.replace(conversation, **changes(previous, message, days))


def changes(previous: Conversation, message: Message, days: int) -> dict[str, Any]:
    """The fields of `previous` that the new `message` changes."""
    now = message.sent_at
    first_id = previous.first_id(now)
    return {
        "kept_from": first_id,
        "stretches": grown(previous.stretches, first_id, message.id, now, days),
        "expires_at": row_expires_at(previous, message.expires_at),
    }


def grown(stretches: tuple[Stretch, ...], first_id: int, id: int, now: int, days: int) -> tuple[Stretch, ...]:
    """The stretches of a log that begins with `first_id` now, with a new last entry. `days` of 0: it is kept."""
    kept = tuple(stretch for stretch in stretches if stretch.last_id >= first_id)
    return extended(kept, id, now, days) if days else kept


def extended(stretches: tuple[Stretch, ...], id: int, now: int, days: int) -> tuple[Stretch, ...]:
    """Adds a message to the last stretch, or to a new one if one of them would keep the other too long."""
    new = Stretch(last_id=id, gone_at=now + days * DAY_MS, latest=latest(now, days))
    if stretches:
        *rest, last = stretches
        # A stretch that is about to expire is not extended: by another clock it may have expired, which is final.
        ongoing = now + DAY_MS // 2 < last.gone_at
        if ongoing and new.gone_at <= last.latest and last.gone_at <= new.latest:
            return (*rest, Stretch(id, max(last.gone_at, new.gone_at), min(last.latest, new.latest)))
    # A stretch that would expire after the new one is merged into it.
    return (*(stretch for stretch in stretches if stretch.gone_at < new.gone_at), new)


def row_expires_at(previous: Conversation, entry_expires_at: int | None) -> int | None:
    """The row expires after all entries of its logs: otherwise their numbers would be used again."""
    if entry_expires_at is None or (previous.stored and previous.expires_at is None):
        return None
    return max(previous.expires_at or 0, entry_expires_at + ROW_SECONDS)
