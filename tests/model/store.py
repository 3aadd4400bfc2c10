"""The guarantees of the store: atomic conditional transactions and strong reads, but no snapshots."""

from collections.abc import Iterator

from tests.model import steps
from tests.model.state import Store
from tests.model.steps import Step


def transact(store: Store, client_id: str, last_id: int, seen: int = 0) -> Store | None:
    """`messages.place`: puts the message if its number is free and advances the row from `last_id`, or does neither.
    The row must be of the same version: no message and no other change since."""
    if (store.row, store.changes) != (last_id, seen) or number(store, last_id + 1):
        return None
    return put(store._replace(row=last_id + 1), last_id + 1, client_id)


def put(store: Store, id: int, client_id: str) -> Store:
    room = store.messages + ("",) * (id - len(store.messages))
    return store._replace(messages=(*room[: id - 1], client_id, *room[id:]), hidden=store.hidden | {id})


def number(store: Store, id: int) -> str:
    return store.messages[id - 1] if id <= len(store.messages) else ""


def shows(store: Store, id: int) -> bool:
    """True if a read of this item sees it now. It stays visible until retention or erasure deletes it."""
    return number(store, id) != "" and id not in store.hidden | store.deleted


def settled(store: Store, id: int) -> bool:
    """True if reads see all of the transaction that wrote `id`. Only then does the store confirm it."""
    return number(store, id) != "" and id not in store.hidden and store.row_shown >= id


def prefix(store: Store) -> int:
    """Returns the number up to which a reader can have read: reads see all these messages and the row."""
    id = 0
    while settled(store, id + 1):
        id += 1
    return id


def showing(store: Store) -> Iterator[tuple[Step, Store]]:
    """Committed items become visible one by one, in any order."""
    if store.row_shown < store.row:
        yield (steps.ROW_SHOWN, store.row), store._replace(row_shown=store.row)
    for id in store.hidden:
        yield (steps.MESSAGE_SHOWN, id), store._replace(hidden=store.hidden - {id})
