"""The model: its participants, and the steps that may happen next."""

from tests.model import steps
from tests.model.reader import Reader
from tests.model.retention import Retention
from tests.model.state import Attempt, Entry, Page, State, Steps, Store, heads, with_attempt
from tests.model.store import showing
from tests.model.writer import Writer


class Model:
    """The bounds and the algorithm. Faults have no bound: any attempt may die at any step, any response may be lost,
    and a dead attempt may be followed by another, without end. So giving up after some rounds needs no step of its own:
    it is the same as dying and being followed."""

    def __init__(
        self,
        writes: str,
        pages: str = "",
        *,
        at_once: int = 3,
        each: int = 2,
        expiring: bool = False,
        remembering: bool = False,
        changes: int = 0,
        retention: type[Retention] = Retention,
        reader: type[Reader] = Reader,
        writer: type[Writer] = Writer,
    ) -> None:
        pages_open = tuple(Page(side) for side in pages)
        self.start = State(tuple(writes.split()), pages_open, store=Store(expiring=expiring))
        self.at_once = at_once  # concurrent attempts
        self.each = each  # the same for one message: two tabs, a time-out and its retry, a second run by Lambda
        self.reader = reader()
        self.writer = writer(self.reader, remembers=remembering)
        self.changes = changes  # of the row, other than messages
        self.retention = retention()

    def next(self, state: State) -> Steps:
        yield from self.sending(state)
        yield from self.reading(state)
        if state.store.expiring:
            for step, store in self.retention.events(state.store):
                yield step, state._replace(store=store)
        if state.store.row_shown and state.store.changes < self.changes:
            changed = state.store._replace(changes=state.store.changes + 1)
            yield (steps.CHANGED,), state._replace(store=changed)
        for step, store in showing(state.store):
            yield step, self.reader.read_on(state._replace(store=store))

    def sending(self, state: State) -> Steps:
        for client_id in heads(state.unwritten):
            yield from self.writer.write(state, client_id)
        yield from self.starting(state)
        for attempt in dict.fromkeys(state.attempts):
            yield from getattr(self.writer, attempt.step)(state, attempt)
            yield (steps.DIES, attempt.client_id, attempt.step.replace("_", " ")), with_attempt(state, attempt, None)
        for client_id, last_id, seen in sorted(state.in_flight):
            yield from self.writer.land(state, client_id, last_id, seen)

    def starting(self, state: State) -> Steps:
        if len(state.attempts) == self.at_once:
            return
        running = [attempt.client_id for attempt in state.attempts]
        sendable = self.writer.sendable(state)
        for entry in state.outbox:
            if entry.client_id in sendable and running.count(entry.client_id) < self.each:
                for after in self.writer.bases(state, entry):
                    attempt = Attempt(entry.client_id, "read_row", after)
                    tried = count_attempt(state, entry)
                    yield (steps.STARTS, entry.client_id, after), with_attempt(tried, None, attempt)
                    for last_id, seen in self.writer.bases_in_memory(state, after):
                        at_once = Attempt(entry.client_id, "transact", last_id, last_id, seen=seen)
                        yield (steps.STARTS_ON_MEMORY, entry.client_id, after), with_attempt(tried, None, at_once)

    def reading(self, state: State) -> Steps:
        for page in dict.fromkeys(state.pages):
            yield from self.reader.receive_push(state, page)
            if page.question:
                yield from self.reader.pass_by(state, page)
            elif page.answer or page.reported:
                yield from self.reader.arrive(state, page)
            else:
                yield from self.reader.ask(state, page)


def count_attempt(state: State, entry: Entry) -> State:
    """outbox.js `attempt`: the number of attempts is stored before each attempt, for every tab."""
    if not state.store.expiring:
        return state
    tried = entry._replace(tries=min(2, entry.tries + 1))
    return state._replace(outbox=tuple(sorted(tried if other is entry else other for other in state.outbox)))
