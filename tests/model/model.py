"""The whole: who there is and what may happen next."""

from tests.model import steps
from tests.model.reader import Reader
from tests.model.retention import Retention
from tests.model.state import Attempt, Entry, Page, State, Steps, Store, attempting, heads
from tests.model.store import showing
from tests.model.writer import Writer


class Model:
    """Bounds, and the algorithm. Faults are not bounded: any attempt may die at any step, any answer may be lost,
    and an attempt that is gone may be followed by another, for ever. So an attempt that gives up after so many rounds
    needs no step of its own: it is one that dies and is followed."""

    def __init__(
        self,
        writes: str,
        pages: str = "",
        *,
        at_once: int = 3,
        each: int = 2,
        mortal: bool = False,
        retention: type[Retention] = Retention,
        reader: type[Reader] = Reader,
        writer: type[Writer] = Writer,
    ) -> None:
        pages_open = tuple(Page(side) for side in pages)
        self.start = State(tuple(writes.split()), pages_open, store=Store(mortal=mortal))
        self.at_once = at_once  # attempts under way
        self.each = each  # and for one message: two tabs, a time-out and its retry, the platform's own second run
        self.reader = reader()
        self.writer = writer(self.reader)
        self.retention = retention()

    def next(self, state: State) -> Steps:
        yield from self.sending(state)
        yield from self.reading(state)
        if state.store.mortal:
            for step, store in self.retention.strike(state.store):
                yield step, state._replace(store=store)
        for step, store in showing(state.store):
            yield step, self.reader.read_on(state._replace(store=store))

    def sending(self, state: State) -> Steps:
        for client_id in heads(state.unwritten):
            yield from self.writer.write(state, client_id)
        yield from self.starting(state)
        for attempt in dict.fromkeys(state.attempts):
            yield from getattr(self.writer, attempt.step)(state, attempt)
            yield (steps.DIES, attempt.client_id, attempt.step.replace("_", " ")), attempting(state, attempt, None)
        for client_id, last_id in sorted(state.flying):
            yield from self.writer.land(state, client_id, last_id)

    def starting(self, state: State) -> Steps:
        if len(state.attempts) == self.at_once:
            return
        under_way = [attempt.client_id for attempt in state.attempts]
        sendable = self.writer.sendable(state)
        for entry in state.outbox:
            if entry.client_id in sendable and under_way.count(entry.client_id) < self.each:
                for after in self.writer.bases(state, entry):
                    attempt = Attempt(entry.client_id, "read_row", after)
                    tried = tries_counted(state, entry)
                    yield (steps.STARTS, entry.client_id, after), attempting(tried, None, attempt)

    def reading(self, state: State) -> Steps:
        for page in dict.fromkeys(state.pages):
            yield from self.reader.hear(state, page)
            if page.question:
                yield from self.reader.pass_by(state, page)
            elif page.answer or page.told:
                yield from self.reader.arrive(state, page)
            else:
                yield from self.reader.ask(state, page)


def tries_counted(state: State, entry: Entry) -> State:
    """outbox.js `attempt`: how often a message was tried stands in storage before it is tried, for every tab."""
    if not state.store.mortal:
        return state
    tried = entry._replace(tries=min(2, entry.tries + 1))
    return state._replace(outbox=tuple(sorted(tried if other is entry else other for other in state.outbox)))
