"""Open sockets. The audience is the key, so that the fan-out reads it strongly and finds every stored socket.

An admin's socket has its session and the time when that was last checked. It receives nothing when that is too long
ago. An admin who chose to be away has a row in the audience too, so that one query finds sockets and choices.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.model import Connection
from chalicelib.storage import mapping
from chalicelib.storage.database import Item
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.queries import query_together
from chalicelib.storage.tables import ConnectionRow

POINTER = "pointer"
AWAY = "away#"  # no connection id has this character
AWAY_SECONDS = 10 * 365 * 86400  # until the admin chooses otherwise
STALE_SECONDS = 30 * 60


class Pointer(NamedTuple):
    """A socket's audience, and what is stored of an admin's socket, found by the socket's id."""

    audience: str
    session: str
    checked_at: int = 0  # epoch seconds
    name: str = ""
    away: bool = False
    viewing: str | None = None  # None: the page has not said yet
    only: str = ""  # as in `Connection`
    also: tuple[str, ...] = ()

    @property
    def audiences(self) -> tuple[str, ...]:
        return (self.audience, *self.also)


class Audience(NamedTuple):
    """The sockets of an audience, and the ids of its admins who chose to be away."""

    sockets: list[Connection]
    chose_away: frozenset[str]


@retryable_as_busy()
def put(connection: Connection) -> None:
    """Stores a socket: first its pointer, then the row in each audience, so that every socket that receives events can
    be found and deleted."""
    row = mapping.row_of(ConnectionRow, connection)
    ConnectionRow(
        pointer(connection.id),
        POINTER,
        target=connection.audience,
        session=row.session,
        checked_at=row.checked_at,
        name=row.name,
        only=row.only,
        also=row.also,
        expires_at=row.expires_at,
    ).save()
    row.save()
    for audience in connection.also:
        others = tuple(each for each in (connection.audience, *connection.also) if each != audience)
        mapping.row_of(ConnectionRow, replace(connection, audience=audience, also=others, elsewhere=True)).save()


@retryable_as_busy()
def find(connection_id: str) -> Pointer | None:
    try:
        row = ConnectionRow.get(pointer(connection_id), POINTER, consistent_read=True)
    except ConnectionRow.DoesNotExist:
        return None
    return Pointer(
        row.target or "",
        row.session or "",
        int(row.checked_at or 0),
        row.name or "",
        bool(row.away),
        row.viewing,
        row.only or "",
        tuple(str(each) for each in row.also or ()),
    )


def audience_of(connection_id: str) -> str | None:
    found = find(connection_id)
    return found.audience if found else None


def in_audience(audience: str) -> list[Connection]:
    """Lists the sockets of an audience, strongly. TTL deletes late, so expired rows are omitted here."""
    return read(audience).sockets


def in_audiences(audiences: Iterable[str]) -> list[Connection]:
    """As `in_audience`, of several audiences in one round trip."""
    return [socket for audience in read_several([*audiences]) for socket in audience.sockets]


@retryable_as_busy()
def in_small_audiences(audiences: Iterable[str], most: int) -> dict[str, list[Connection] | None]:
    """As `in_audiences`, by audience. None: it has more than `most` sockets, and is not read to its end."""
    names, now = [*audiences], time.time()

    def large(items: list[Item]) -> bool:
        return sum(is_socket(item) and is_valid(item, now) for item in items) > most

    found = query_together(ConnectionRow, names, 2 * most + 2, large)
    return {
        name: None if large(items) else audience_from(items, now).sockets
        for name, items in zip(names, found, strict=True)
    }


def read(audience: str) -> Audience:
    """As `in_audience`, with the admins who chose to be away."""
    return read_several([audience])[0]


@retryable_as_busy()
def read_several(audiences: Sequence[str]) -> list[Audience]:
    now = time.time()
    return [audience_from(items, now) for items in query_together(ConnectionRow, audiences)]


def audience_from(items: list[Item], now: float) -> Audience:
    valid = [item for item in items if is_valid(item, now)]
    chose_away = frozenset(item["connection_id"]["S"].removeprefix(AWAY) for item in valid if not is_socket(item))
    found = [mapping.value_of_item(Connection, ConnectionRow, item) for item in valid if is_socket(item)]
    return Audience([each for each in found if not stale(each.session, each.checked_at, now)], chose_away)


def is_socket(item: Item) -> bool:
    return not item["connection_id"]["S"].startswith(AWAY)


def is_valid(item: Item, now: float) -> bool:
    return int(item["expires_at"]["N"]) > now


@retryable_as_busy()
def checked(connection_id: str, audiences: Iterable[str], now: int) -> None:
    """Stores that a socket's session is valid."""
    update(connection_id, audiences, ConnectionRow.checked_at.set(now))


@retryable_as_busy()
def set_away(connection_id: str, audiences: Iterable[str], away: bool) -> None:
    """Stores whether somebody uses the socket's page."""
    update(connection_id, audiences, ConnectionRow.away.set(True) if away else ConnectionRow.away.remove())


@retryable_as_busy()
def set_viewing(connection_id: str, audience: str, conversation_id: str, said_at: int) -> None:
    """Stores which conversation the socket's page has open, unless it has said another one later. "": none."""
    viewing = [ConnectionRow.viewing.set(conversation_id), ConnectionRow.viewing_at.set(said_at)]
    newest = ConnectionRow.viewing_at.does_not_exist() | (ConnectionRow.viewing_at <= said_at)
    update(connection_id, [audience], *viewing, condition=newest)


def update(connection_id: str, audiences: Iterable[str], *actions: Action, condition: Condition | None = None) -> None:
    """Changes a socket's rows in these audiences, and its pointer. A socket that was deleted meanwhile stays
    deleted."""
    exists = ConnectionRow.audience.exists()
    for key in (*((audience, connection_id) for audience in audiences), (pointer(connection_id), POINTER)):
        row = ConnectionRow(*key)
        try_write(row.update, actions=[*actions], condition=exists & condition if condition is not None else exists)


@retryable_as_busy()
def choose(audience: str, admin_id: str, away: bool) -> None:
    """Stores that an admin chose to be away, or to be online."""
    row = ConnectionRow(audience, f"{AWAY}{admin_id}", expires_at=int(time.time()) + AWAY_SECONDS)
    if away:
        row.save()
    else:
        row.delete()


@retryable_as_busy()
def forget(connection_id: str, audience: str, also: Iterable[str] = ()) -> None:
    """Deletes a socket's rows. Harmless when they are deleted already."""
    for each in (audience, *also):
        ConnectionRow(each, connection_id).delete()
    ConnectionRow(pointer(connection_id), POINTER).delete()


def stale(session: str, checked_at: float, now: float) -> bool:
    return bool(session) and now - checked_at > STALE_SECONDS


def pointer(connection_id: str) -> str:
    return f"connection#{connection_id}"
