"""Retention and erasure: the beginning of the log expires, and the row records it before any message is deleted."""

from collections.abc import Iterator

from tests.model import steps
from tests.model.state import Store
from tests.model.steps import Step


class Retention:
    """chat/retention.py and TTL; an erasure is the same for all messages at once. A mistake is a subclass."""

    def events(self, store: Store) -> Iterator[tuple[Step, Store]]:
        if store.expired_some < min(store.row_shown, len(store.messages)):
            yield (
                (steps.EXPIRED_FOR_SOME, store.expired_some + 1),
                store._replace(expired_some=store.expired_some + 1),
            )
        if store.expired_all < store.expired_some:
            yield (
                (steps.EXPIRED_FOR_ALL, store.expired_some),
                store._replace(expired_all=store.expired_some),
            )
        for id in range(1, self.deletable(store) + 1):
            if id not in store.deleted:
                yield (steps.DELETED, id), store._replace(deleted=store.deleted | {id})

    def deletable(self, store: Store) -> int:
        """TTL deletes in any order and at any later time, but no message that a reader may still wait for."""
        return store.expired_all


class DeletesFirst(Retention):
    """Messages are deleted before the row records it, and the process may die in between."""

    def events(self, store: Store) -> Iterator[tuple[Step, Store]]:
        for step, after in super().events(store):
            if step[0] == steps.DELETED:
                yield step, after

    def deletable(self, store: Store) -> int:
        return store.row_shown
