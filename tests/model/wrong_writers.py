"""Writers with one mistake each, of the kind that one might make in good faith."""

from tests.model import steps
from tests.model.state import Attempt, Entry, State, Steps, Store, with_attempt
from tests.model.store import put, shows, transact
from tests.model.writer import Writer

COUNTS = "{0}: increments the counter, which is now {1}"
PUTS = "{0}: puts its message at {1}"


class NoLookBack(Writer):
    """A retry is sent like a first attempt."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        yield from self.send_transaction(state, attempt)


class OverTheHole(Writer):
    """The search treats the Query's result as complete."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        shown = [id for id in range(attempt.searched + 1, attempt.last_id + 1) if shows(state.store, id)]
        if attempt.client_id in [state.store.messages[id - 1] for id in shown]:
            yield from super().look_back(state, attempt)
        else:
            yield from self.send_transaction(state, attempt)


class LookedTooFar(Writer):
    """`looked_up_to` is raised to the row's number although the search met a hole."""

    def after_hole(self, attempt: Attempt) -> Attempt:
        return Attempt(attempt.client_id, "read_row", attempt.last_id)


class FreshBase(Writer):
    """A retry carries the highest number that its page has received."""

    def bases(self, state: State, entry: Entry) -> set[int]:
        heard = {max((page.cursor, *page.ahead)) for page in state.pages if page.side == entry.client_id[0]}
        return heard or {entry.after}


class CounterThenPut(Writer):
    """A counter is incremented, then the message is put at its value."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        id = state.store.row + 1
        counted = state._replace(store=state.store._replace(row=id))
        yield (
            (COUNTS, attempt.client_id, id),
            with_attempt(counted, attempt, Attempt(attempt.client_id, "put", 0, id)),
        )

    def put(self, state: State, attempt: Attempt) -> Steps:
        client_id, id = attempt.client_id, attempt.last_id
        stored = state._replace(store=put(state.store, id, client_id))
        yield (PUTS, client_id, id), with_attempt(stored, attempt, Attempt(client_id, "answer", 0, id))


class NoCondition(Writer):
    """The message is put without the condition that its number is free."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        client_id, searched, last_id = attempt.client_id, attempt.searched, attempt.last_id
        won = with_attempt(state, attempt, Attempt(client_id, "answer", searched, last_id + 1))
        store = put(state.store._replace(row=last_id + 1), last_id + 1, client_id)
        yield (steps.COMMITS, client_id, last_id + 1), won._replace(store=store)


class TakenIsStored(Writer):
    """A taken number is treated as: an earlier attempt has stored the message."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        stored = Attempt(attempt.client_id, "answer", attempt.searched, attempt.last_id + 1)
        for step, after in super().transact(state, attempt):
            refused = step[0] in (steps.LOST_RACE, steps.TWIN_WON)
            yield step, with_attempt(state, attempt, stored) if refused else after


class WeakRead(Writer):
    """The row is read eventually consistently: it may be out of date."""

    def read_row(self, state: State, attempt: Attempt) -> Steps:
        yield from super().read_row(state, attempt)
        stale = state.store._replace(row_shown=max(0, state.store.row_shown - 1))
        for step, after in super().read_row(state._replace(store=stale), attempt):
            yield step, after._replace(store=state.store)


class AllAtOnce(Writer):
    """A sender's second message does not wait for the first to be acknowledged."""

    def sendable(self, state: State) -> list[str]:
        return [entry.client_id for entry in state.outbox]


class TakesExpiredForMissing(Writer):
    """Expired messages, which cannot be read, are treated as "not stored"."""

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        yield from self.send_transaction(with_attempt(state, None, attempt), attempt)


class RebasesAcrossExpired(Writer):
    """A message is sent again from its page's cursor although messages before it expired unread."""

    def bases(self, state: State, entry: Entry) -> set[int]:
        return {entry.after} | {page.cursor for page in state.pages if page.side == entry.client_id[0]}


class ResendsAlways(Writer):
    """A message whose base has expired is sent again without checking how often it was tried."""

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        untried = tuple(entry._replace(tries=1) for entry in state.outbox)
        yield from super().refuse(state._replace(outbox=untried), attempt)


class ForgetsUncertainty(Writer):
    """An attempt reports that nothing was stored although one of its transactions may have won."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        sure = attempt._replace(uncertain=False)
        yield from super().look_back(with_attempt(state, attempt, sure), sure)


class AnyVersion(Writer):
    """The transaction requires that the number is free, and not that the row is of the version that it goes by."""

    def place(self, store: Store, attempt: Attempt) -> Store | None:
        return transact(store, attempt.client_id, attempt.last_id, store.changes)


class RetriesOnMemory(Writer):
    """A process goes by what it remembers, wherever the message begins."""

    def bases_in_memory(self, state: State, after: int) -> set[tuple[int, int]]:
        return set(state.remembered)
