"""Open sockets. The audience is the key, so that the fan-out reads it strongly and misses no one just connected."""

import time

from chalicelib.model import Connection
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import ConnectionRow

POINTER = "pointer"


@passing_as_busy()
def put(connection: Connection) -> None:
    """Stores a socket: first the pointer from it, then the row in its audience, so that a socket that hears is one
    that can be found and forgotten."""
    ConnectionRow(pointer(connection.id), POINTER, target=connection.audience, expires_at=connection.expires_at).save()
    ConnectionRow(
        connection.audience, connection.id, endpoint=connection.endpoint, expires_at=connection.expires_at
    ).save()


@passing_as_busy()
def audience_of(connection_id: str) -> str | None:
    try:
        return ConnectionRow.get(pointer(connection_id), POINTER, consistent_read=True).target
    except ConnectionRow.DoesNotExist:
        return None


@passing_as_busy()
def in_audience(audience: str) -> list[Connection]:
    """Lists the sockets of an audience, strongly. TTL deletes late, so expired rows are left out here."""
    now = time.time()
    return [
        Connection(id=row.connection_id, audience=audience, endpoint=row.endpoint, expires_at=int(row.expires_at))
        for row in ConnectionRow.query(audience, consistent_read=True)
        if row.expires_at > now
    ]


@passing_as_busy()
def forget(connection_id: str, audience: str) -> None:
    """Removes a socket. Harmless when it is gone already."""
    ConnectionRow(audience, connection_id).delete()
    ConnectionRow(pointer(connection_id), POINTER).delete()


def pointer(connection_id: str) -> str:
    return f"connection#{connection_id}"
