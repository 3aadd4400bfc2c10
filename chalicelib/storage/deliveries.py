"""The delivery log of webhooks for events: a row for each event and webhook, which each attempt replaces."""

from chalicelib.model import now_ms
from chalicelib.model.event_webhooks import EventDelivery
from chalicelib.storage import mapping
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables.deliveries import DeliveryRow

KEPT_SECONDS = 7 * 86400  # after the last attempt


@retryable_as_busy()
def put(delivery: EventDelivery) -> None:
    row = mapping.row_of(DeliveryRow, delivery)
    row.expires_at = now_ms() // 1000 + KEPT_SECONDS
    row.save()


@retryable_as_busy()
def get(webhook_id: str, id: str) -> EventDelivery | None:
    try:
        row = DeliveryRow.get(webhook_id, id, consistent_read=True)
    except DeliveryRow.DoesNotExist:
        return None
    return mapping.value_of(EventDelivery, row) if row.expires_at > now_ms() // 1000 else None


@retryable_as_busy()
def newest(webhook_id: str, before: str | None, limit: int) -> list[EventDelivery]:
    """Lists the deliveries whose id sorts below `before`, the newest event first, strongly. TTL deletes late: the last
    of them may have expired."""
    rows = DeliveryRow.query(
        webhook_id,
        DeliveryRow.id < before if before else None,
        scan_index_forward=False,
        consistent_read=True,
        limit=limit,
        page_size=limit,
    )
    return [mapping.value_of(EventDelivery, row) for row in rows]
