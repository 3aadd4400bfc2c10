"""The sending half: the outbox and `append`, one method for each step of the real code."""

from tests.model import steps
from tests.model.reader import Reader
from tests.model.state import Attempt, Entry, State, Steps, Store, attempting, heads
from tests.model.store import number, prefix, settled, shows, transact


class Writer:
    """What the outbox and `append` do. A mistake is a subclass that does one step otherwise (wrong_writers.py)."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def write(self, state: State, client_id: str) -> Steps:
        """`after` of a message is the cursor of the page it is written in (conversation.js `send`). Where the model
        has no such page, every cursor that it could have is tried."""
        cursors = {page.cursor for page in state.pages if page.side == client_id[0]}
        rest = tuple(other for other in state.unwritten if other != client_id)
        for after in cursors or range(prefix(state.store) + 1):
            outbox = tuple(sorted((*state.outbox, Entry(client_id, after))))
            yield (steps.WRITES, client_id, after), state._replace(unwritten=rest, outbox=outbox)

    def sendable(self, state: State) -> list[str]:
        """outbox.js `drain`: a conversation's messages go one at a time, in the order written."""
        return heads(entry.client_id for entry in state.outbox)

    def bases(self, state: State, entry: Entry) -> set[int]:
        """outbox.js: `after` is kept for every attempt, but `act` may replace it with the cursor
        of a page, where the message's base is gone or too old. In the model it may at any time."""
        own = [page for page in state.pages if page.side == entry.client_id[0]]
        # A page says that it has read all up to its cursor: not if it was told meanwhile that some of it is gone.
        return {entry.after} | {page.cursor for page in own if page.gone <= entry.after}

    def read_row(self, state: State, attempt: Attempt) -> Steps:
        """`conversations.load`: a strong read. A base beyond the log is refused for good (`CursorAhead`)."""
        last_id = state.store.row_shown
        for gone in self.reader.derived(state.store):
            step = (steps.READS_ROW, attempt.client_id, last_id, gone)
            if attempt.looked > last_id:
                yield step, state._replace(untrue=f"{attempt.client_id} is refused: its base is said not to exist")
            else:
                yield step, attempting(state, attempt, attempt._replace(step="look_back", last_id=last_id, gone=gone))

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        """`messages.find`: item by item. What is shown will be shown later too, so reading it at once leaves no
        course of events out; at what is not shown yet the others may go first, or the reading meets a hole."""
        client_id, _, looked, last_id, gone, doubt = attempt
        for id in range(max(looked, gone) + 1, last_id + 1):
            if not shows(state.store, id):
                again = self.after_hole(attempt)
                yield (steps.HOLE_MET, client_id, looked, last_id), attempting(state, attempt, again)
                return
            if state.store.messages[id - 1] == client_id:
                found = Attempt(client_id, "answer", looked, id)
                yield (steps.FOUND, client_id, looked, last_id, id), attempting(state, attempt, found)
                return
        if looked >= gone:
            yield from self.send_transaction(state, attempt)
        elif doubt:
            yield (steps.IN_DOUBT, client_id), attempting(state, attempt, None)
        else:
            yield from self.refuse(attempting(state, attempt, None), attempt)

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        """`CursorBehind`, since numbers are gone unread. outbox.js `act`, `rebase`: it goes on from where the
        page is by then, if no other attempt can have stored it; else its writer is asked."""
        client_id, gone = attempt.client_id, attempt.gone
        yield (steps.ANSWER_LOST, client_id, 0), state
        entries = [entry for entry in state.outbox if entry.client_id == client_id]
        if not entries:
            yield (steps.BASE_GONE, client_id, gone), state
            return
        (entry,) = entries
        rest = tuple(other for other in state.outbox if other is not entry)
        if entry.tries > 1:
            yield (steps.BASE_GONE, client_id, gone), state._replace(outbox=rest, failed=state.failed | {client_id})
            return
        cursors = {page.cursor for page in state.pages if page.side == client_id[0]}
        for after in {max(gone, cursor) for cursor in cursors or {gone}}:
            sent_on = tuple(sorted((*rest, Entry(client_id, after))))
            yield (steps.SENT_ON, client_id, after), state._replace(outbox=sent_on)

    def after_hole(self, attempt: Attempt) -> Attempt:
        """`Busy` out of `find`: back to the row, and `looked_up_to` stays where it was."""
        return attempt._replace(step="read_row", last_id=0, gone=0)

    def send_transaction(self, state: State, attempt: Attempt) -> Steps:
        """`looked_up_to = conversation.last_id`, then `place` begins. To die in between is the same to all others as
        to die when the transaction is sent and never comes to anything."""
        client_id, _, looked, last_id, _, doubt = attempt
        step = (steps.NOT_THERE, client_id, looked, last_id, last_id + 1)
        yield step, attempting(state, attempt, Attempt(client_id, "transact", last_id, last_id, doubt=doubt))

    def transact(self, state: State, attempt: Attempt) -> Steps:
        """`messages.place`: committed, `LostRace`, or `Busy` while the transaction may still be on its way."""
        client_id, looked, last_id = attempt.client_id, attempt.looked, attempt.last_id
        again = attempting(state, attempt, Attempt(client_id, "read_row", looked, doubt=state.store.mortal))
        store = transact(state.store, client_id, last_id)
        if store is None:
            twin = client_id in state.store.messages
            yield (steps.TWIN_WON if twin else steps.LOST_RACE, client_id, last_id + 1), again
            return
        won = attempting(state, attempt, Attempt(client_id, "answer", looked, last_id + 1))
        yield (steps.COMMITS, client_id, last_id + 1), committed(won, store)
        flying = state.flying | {(client_id, last_id)}
        yield (steps.TIMES_OUT, client_id, last_id + 1), again._replace(flying=flying)

    def land(self, state: State, client_id: str, last_id: int) -> Steps:
        """A transaction of an attempt that has given it up, or is dead."""
        if store := transact(state.store, client_id, last_id):
            yield (steps.LATE_COMMIT, client_id, last_id + 1), committed(state, store)

    def answer(self, state: State, attempt: Attempt) -> Steps:
        """The store's answer, which says that all is done, and the Lambda's: 201 or 200. Either may be lost."""
        client_id, looked, id = attempt.client_id, attempt.looked, attempt.last_id
        if not settled(state.store, id):
            again = attempting(state, attempt, Attempt(client_id, "read_row", looked, doubt=state.store.mortal))
            yield (steps.STORE_ANSWER_LOST, client_id, id), again
            return
        gone = attempting(state, attempt, None)
        yield (steps.ANSWER_LOST, client_id, id), gone
        yield from self.acknowledge(gone, client_id, id)

    def acknowledge(self, state: State, client_id: str, id: int) -> Steps:
        """outbox.js `stored`, in any tab of that side; where the model has no such page, in the outbox alone."""
        step = (steps.ANSWERS, client_id, id)
        if number(state.store, id) != client_id:
            yield step, state._replace(untrue=f"{client_id} is acknowledged as {id}, which is another message")
            return
        mine = dict.fromkeys(page for page in state.pages if page.side == client_id[0])
        for page in mine:
            yield step, self.reader.absorb(state, page, (id,))
        if not mine:
            outbox = tuple(entry for entry in state.outbox if entry.client_id != client_id)
            yield step, state._replace(outbox=outbox)


def committed(state: State, store: Store) -> State:
    """A transaction for a number that is taken by now can come to nothing: it is forgotten."""
    return state._replace(store=store, flying=frozenset(one for one in state.flying if one[1] >= store.row))
