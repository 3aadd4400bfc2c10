"""Which events follow from an entry of a log, and who receives them."""

import hashlib

from chalicelib.model import EntryKind, Message, now_ms
from chalicelib.model.event_webhooks import EventDelivery, EventType, SentType
from chalicelib.notify import conversation_sites, invocations
from chalicelib.notify.jobs import EventAttempt
from chalicelib.storage import event_webhooks, sites

OF_KIND: dict[EntryKind, EventType] = {
    "text": "message.created",
    "edited": "message.edited",
    "deleted": "message.deleted",
    "closed": "conversation.closed",
    "reopened": "conversation.reopened",
    "rated": "conversation.rated",
}

# The process of the stream does not see an owner's changes: a new webhook receives the next events all the same.
SITE_SECONDS = 5.0
RECENT_MS = 24 * 3600 * 1000  # the stream keeps a record no longer: an older entry comes from a restored backup


def entry_stored(entry: Message) -> None:
    """Starts a job for each webhook that wants an event of the entry. The stream may deliver an entry again: the job is
    done once all the same."""
    if entry.sender_type == "system" or now_ms() - entry.sent_at > RECENT_MS:
        return
    site_id = conversation_sites.site_id_of(entry.conversation_id)
    site = sites.recent(site_id, SITE_SECONDS) if site_id else None
    if site is None or site.event_webhooks_version is None:
        return
    for webhook in event_webhooks.recent(site):
        for type in types_of(entry):
            if webhook.enabled and type in webhook.types:
                invocations.start(
                    EventAttempt(
                        site.site_id,
                        webhook.id,
                        entry.conversation_id,
                        type,
                        at=entry.sent_at,
                        entry=entry.id,
                        target=entry.target if entry.kind in ("edited", "deleted") else 0,
                    )
                )


def types_of(entry: Message) -> tuple[EventType, ...]:
    """The first message of a conversation is two events."""
    type = OF_KIND[entry.kind]
    return ("conversation.created", type) if entry.id == 1 else (type,)


def delivery_of(job: EventAttempt) -> EventDelivery:
    """As it is before the first attempt."""
    event_id = id_of(job.conversation_id, job.entry, job.type)
    return EventDelivery(
        webhook_id=job.webhook_id,
        id=place_of(job.at, event_id),
        event_id=event_id,
        type=job.type,
        at=job.at,
        conversation_id=job.conversation_id,
        entry=job.entry,
        target=job.target,
    )


def id_of(conversation_id: str, entry: int, type: SentType) -> str:
    """The same for every attempt, and for every webhook."""
    return f"ev_{hashlib.sha256(f'{conversation_id}/{entry}/{type}'.encode()).hexdigest()[:24]}"


def place_of(at: int, event_id: str) -> str:
    """The delivery's id, by which the log is sorted."""
    return f"{at:013d}-{event_id}"
