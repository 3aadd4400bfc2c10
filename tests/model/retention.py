"""Retention and erasure: messages go, a beginning of the log at a time, and the row says so before any is deleted."""

from collections.abc import Iterator

from tests.model import steps
from tests.model.state import Store
from tests.model.steps import Step


class Retention:
    """chat/retention.py and TTL; an erasure is the same with everything at once. A mistake is a subclass."""

    def strike(self, store: Store) -> Iterator[tuple[Step, Store]]:
        if store.over < min(store.row_shown, len(store.messages)):
            yield (steps.TIME_OVER, store.over + 1), store._replace(over=store.over + 1)
        if store.gone < store.over:
            yield (steps.TIME_OVER_FOR_ALL, store.over), store._replace(gone=store.over)
        for id in range(1, self.deletable(store) + 1):
            if id not in store.taken:
                yield (steps.DELETED, id), store._replace(taken=store.taken | {id})

    def deletable(self, store: Store) -> int:
        """TTL deletes in any order and as late as it likes, but nothing that any reader might still wait for."""
        return store.gone


class DeletesFirst(Retention):
    """Messages are deleted, then the row is told so; and who does it may die in between."""

    def strike(self, store: Store) -> Iterator[tuple[Step, Store]]:
        for step, after in super().strike(store):
            if step[0] == steps.DELETED:
                yield step, after

    def deletable(self, store: Store) -> int:
        return store.row_shown
