"""The store as the algorithm may assume it: atomic conditional transactions, strong reads, and no snapshots."""

from collections.abc import Iterator

from tests.model import steps
from tests.model.state import Store
from tests.model.steps import Step


def transact(store: Store, client_id: str, last_id: int) -> Store | None:
    """`messages.place`: put the message if its number is free and move the row if it is at `last_id`, or neither."""
    if store.row != last_id or number(store, last_id + 1):
        return None
    return put(store._replace(row=last_id + 1), last_id + 1, client_id)


def put(store: Store, id: int, client_id: str) -> Store:
    room = store.messages + ("",) * (id - len(store.messages))
    return store._replace(messages=(*room[: id - 1], client_id, *room[id:]), hidden=store.hidden | {id})


def number(store: Store, id: int) -> str:
    return store.messages[id - 1] if id <= len(store.messages) else ""


def shows(store: Store, id: int) -> bool:
    """Does a read of this item see it now? Once it does it always will, until retention or erasure takes it."""
    return number(store, id) != "" and id not in store.hidden | store.taken


def settled(store: Store, id: int) -> bool:
    """Has all of the transaction that wrote `id` been shown? Only then does the store answer that it is done."""
    return number(store, id) != "" and id not in store.hidden and store.row_shown >= id


def prefix(store: Store) -> int:
    """Up to which number everything is shown and the row says so: how far a reader can have read."""
    id = 0
    while settled(store, id + 1):
        id += 1
    return id


def showing(store: Store) -> Iterator[tuple[Step, Store]]:
    """What was committed comes in sight item by item, in any order."""
    if store.row_shown < store.row:
        yield (steps.ROW_SHOWN, store.row), store._replace(row_shown=store.row)
    for id in store.hidden:
        yield (steps.MESSAGE_SHOWN, id), store._replace(hidden=store.hidden - {id})
