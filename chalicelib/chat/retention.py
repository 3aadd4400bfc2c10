"""Retention: how long messages are kept, decided when they are written, so that no timer ever has to run.

TTL deletes late and in any order, and clocks differ. So what a reader leaves out does not depend on what was deleted:
the conversation's row says which numbers are gone, and it says so two days before TTL may take the first of them.

The log is cut into stretches. A stretch is gone, as a whole, at its `gone_at`, which is at most a tenth of the
retention later than its first message's time is over; a message's row expires two days after the latest `gone_at`
that a stretch with it may have. A message whose retention does not fit into the stretch begins another one.
"""

import dataclasses

from chalicelib.model import Conversation, Message, Stretch

DAY_MS = 24 * 3600 * 1000
MARGIN_SECONDS = 2 * 24 * 3600  # between gone for every reader and expired: more than clocks can differ
ROW_SECONDS = 30 * 24 * 3600  # a conversation's row outlives its messages by so much


def expires_at(now: int, days: int) -> int | None:
    """When TTL may take a message that is written now (epoch seconds), or None: it is kept for ever."""
    return -(-latest(now, days) // 1000) + MARGIN_SECONDS if days else None


def latest(now: int, days: int) -> int:
    return now + days * DAY_MS * 11 // 10


def with_message(conversation: Conversation, previous: Conversation, message: Message, days: int) -> Conversation:
    """Returns `conversation`, which has just got `message`, with what is known of how long they are kept."""
    now = message.sent_at
    first_id = previous.first_id(now)
    stretches = tuple(stretch for stretch in previous.stretches if stretch.last_id >= first_id)
    return dataclasses.replace(
        conversation,
        kept_from=first_id,
        stretches=extended(stretches, message.id, now, days) if days else stretches,
        expires_at=row_expires_at(previous, message),
    )


def extended(stretches: tuple[Stretch, ...], id: int, now: int, days: int) -> tuple[Stretch, ...]:
    """Appends a message to the last stretch, or to a new one when either would be gone too late for the other."""
    new = Stretch(last_id=id, gone_at=now + days * DAY_MS, latest=latest(now, days))
    if stretches:
        *rest, last = stretches
        # One whose time is nearly over is left alone: by some clock it is gone already, and gone is for good.
        ongoing = now + DAY_MS // 2 < last.gone_at
        if ongoing and new.gone_at <= last.latest and last.gone_at <= new.latest:
            return (*rest, Stretch(id, max(last.gone_at, new.gone_at), min(last.latest, new.latest)))
    # What would be gone later than what follows it is gone with it.
    return (*(stretch for stretch in stretches if stretch.gone_at < new.gone_at), new)


def row_expires_at(previous: Conversation, message: Message) -> int | None:
    """The row goes after all of its messages, and stays while one of them does: their numbers would be given again."""
    if message.expires_at is None or (previous.stored and previous.expires_at is None):
        return None
    return max(previous.expires_at or 0, message.expires_at + ROW_SECONDS)
