"""Writers with one thing done wrong, each as somebody might write it in good faith."""

from tests.model import steps
from tests.model.state import Attempt, Entry, State, Steps, attempting
from tests.model.store import put, shows
from tests.model.writer import Writer

COUNTS = "{0}: increments the counter, which is now {1}"
PUTS = "{0}: puts its message at {1}"


class NoLookBack(Writer):
    """A retry is sent like a first attempt."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        yield from self.send_transaction(state, attempt)


class OverTheHole(Writer):
    """The look-back takes what the Query shows for all that there is."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        shown = [id for id in range(attempt.looked + 1, attempt.last_id + 1) if shows(state.store, id)]
        if attempt.client_id in [state.store.messages[id - 1] for id in shown]:
            yield from super().look_back(state, attempt)
        else:
            yield from self.send_transaction(state, attempt)


class LookedTooFar(Writer):
    """`looked_up_to` is raised to what the row said, though the look-back met a hole."""

    def after_hole(self, attempt: Attempt) -> Attempt:
        return Attempt(attempt.client_id, "read_row", attempt.last_id)


class FreshBase(Writer):
    """A retry carries the highest number that its page has heard of by now."""

    def bases(self, state: State, entry: Entry) -> set[int]:
        heard = {max((page.cursor, *page.ahead)) for page in state.pages if page.side == entry.client_id[0]}
        return heard or {entry.after}


class CounterThenPut(Writer):
    """A counter is incremented, then the message is put at its value."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        id = state.store.row + 1
        counted = state._replace(store=state.store._replace(row=id))
        yield (COUNTS, attempt.client_id, id), attempting(counted, attempt, Attempt(attempt.client_id, "put", 0, id))

    def put(self, state: State, attempt: Attempt) -> Steps:
        client_id, id = attempt.client_id, attempt.last_id
        stored = state._replace(store=put(state.store, id, client_id))
        yield (PUTS, client_id, id), attempting(stored, attempt, Attempt(client_id, "answer", 0, id))


class NoCondition(Writer):
    """The message is put whether its number is free or not."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        client_id, looked, last_id = attempt.client_id, attempt.looked, attempt.last_id
        won = attempting(state, attempt, Attempt(client_id, "answer", looked, last_id + 1))
        store = put(state.store._replace(row=last_id + 1), last_id + 1, client_id)
        yield (steps.COMMITS, client_id, last_id + 1), won._replace(store=store)


class TakenIsStored(Writer):
    """That the number is taken is understood as: an earlier attempt has stored the message."""

    def transact(self, state: State, attempt: Attempt) -> Steps:
        stored = Attempt(attempt.client_id, "answer", attempt.looked, attempt.last_id + 1)
        for step, after in super().transact(state, attempt):
            refused = step[0] in (steps.LOST_RACE, steps.TWIN_WON)
            yield step, attempting(state, attempt, stored) if refused else after


class WeakRead(Writer):
    """The row is read eventually consistently: it may be that of a moment ago."""

    def read_row(self, state: State, attempt: Attempt) -> Steps:
        yield from super().read_row(state, attempt)
        stale = state.store._replace(row_shown=max(0, state.store.row_shown - 1))
        for step, after in super().read_row(state._replace(store=stale), attempt):
            yield step, after._replace(store=state.store)


class AllAtOnce(Writer):
    """A sender's second message does not wait for the first to be acknowledged."""

    def sendable(self, state: State) -> list[str]:
        return [entry.client_id for entry in state.outbox]


class BelievesTheGone(Writer):
    """What cannot be read, because it is gone, is taken for "not there"."""

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        yield from self.send_transaction(attempting(state, None, attempt), attempt)


class BasesOverTheGone(Writer):
    """A message is sent again from wherever its page is, though the page was told that some before it is gone."""

    def bases(self, state: State, entry: Entry) -> set[int]:
        return {entry.after} | {page.cursor for page in state.pages if page.side == entry.client_id[0]}


class SendsOnAnyway(Writer):
    """A message whose base is gone is sent on from there, without asking how often it was tried."""

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        untried = tuple(entry._replace(tries=1) for entry in state.outbox)
        yield from super().refuse(state._replace(outbox=untried), attempt)


class ForgetsItsDoubt(Writer):
    """An attempt one of whose transactions may have won says that nothing was stored."""

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        sure = attempt._replace(doubt=False)
        yield from super().look_back(attempting(state, attempt, sure), sure)
