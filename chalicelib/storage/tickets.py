"""Socket tickets: stored under a hash, so that a reader of the table can open no socket, and deleted once redeemed."""

import hashlib
import time

from pynamodb.constants import ALL_OLD, ATTRIBUTES
from pynamodb.exceptions import DeleteError

from chalicelib.model import Ticket
from chalicelib.storage.faults import is_condition_failed, retryable_as_busy
from chalicelib.storage.tables import ConnectionRow

TICKET = "ticket"


@retryable_as_busy()
def put(secret: str, ticket: Ticket, expires_at: int) -> None:
    """Stores a ticket until `expires_at` (epoch seconds)."""
    ConnectionRow(
        key(secret),
        TICKET,
        target=ticket.audience,
        origin=ticket.origin,
        session=ticket.session or None,
        name=ticket.name or None,
        only=ticket.only or None,
        also=list(ticket.also) or None,
        expires_at=expires_at,
    ).save()


@retryable_as_busy()
def redeem(secret: str) -> Ticket | None:
    """Deletes a ticket and returns it. Of two handshakes with one ticket one gets None; so does an expired ticket."""
    try:
        answer = ConnectionRow._get_connection().delete_item(
            key(secret),
            TICKET,
            condition=ConnectionRow.expires_at > int(time.time()),
            return_values=ALL_OLD,
        )
    except DeleteError as error:
        if is_condition_failed(error):
            return None
        raise
    row = ConnectionRow()
    row.deserialize(answer[ATTRIBUTES])
    return Ticket(
        audience=row.target or "",
        origin=row.origin,
        session=row.session or "",
        name=row.name or "",
        only=row.only or "",
        also=tuple(str(each) for each in row.also or ()),
    )


def key(secret: str) -> str:
    return f"ticket#{hashlib.sha256(secret.encode()).hexdigest()}"
