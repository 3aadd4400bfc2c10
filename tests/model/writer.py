"""The sending half: the outbox and `append`, one method for each step of the real code."""

from tests.model import steps
from tests.model.reader import Reader
from tests.model.state import Attempt, Entry, State, Steps, Store, heads, with_attempt
from tests.model.store import number, prefix, settled, shows, transact

NOTHING = -1  # `seen` of an attempt that has found its message stored: its process does not remember the row


class Writer:
    """The behaviour of outbox and `append`. A mistake is a subclass with one different step (wrong_writers.py)."""

    def __init__(self, reader: Reader, *, remembers: bool = False) -> None:
        self.reader = reader
        self.remembers = remembers  # whether a process remembers the row that it has stored

    def write(self, state: State, client_id: str) -> Steps:
        """`after` of a message is the cursor of its page (conversation.js `send`). If the model has no such page, every
        cursor that it could have is tried."""
        cursors = {page.cursor for page in state.pages if page.side == client_id[0]}
        rest = tuple(other for other in state.unwritten if other != client_id)
        for after in cursors or range(prefix(state.store) + 1):
            outbox = tuple(sorted((*state.outbox, Entry(client_id, after))))
            yield (steps.WRITES, client_id, after), state._replace(unwritten=rest, outbox=outbox)

    def sendable(self, state: State) -> list[str]:
        """outbox.js `drain`: a conversation's messages go one at a time, in the order written."""
        return heads(entry.client_id for entry in state.outbox)

    def bases(self, state: State, entry: Entry) -> set[int]:
        """outbox.js: `after` is kept for every attempt, but conversation.js `rebase` may replace it with the cursor
        of a page, if the message's base has expired or is too old. In the model it may do so at any time."""
        own = [page for page in state.pages if page.side == entry.client_id[0]]
        # Only cursors up to which the page has read everything: not if some messages before it expired meanwhile.
        return {entry.after} | {page.cursor for page in own if page.expired <= entry.after}

    def read_row(self, state: State, attempt: Attempt) -> Steps:
        """`conversations.load`: a strong read. A base beyond the log is refused for good (`CursorAhead`)."""
        last_id = state.store.row_shown
        for expired in self.reader.derived(state.store):
            step = (steps.READS_ROW, attempt.client_id, last_id, expired)
            if attempt.searched > last_id:
                yield (
                    step,
                    state._replace(
                        false_report=f"{attempt.client_id} is refused: the response says that its base does not exist"
                    ),
                )
            else:
                yield (
                    step,
                    with_attempt(
                        state,
                        attempt,
                        attempt._replace(step="look_back", last_id=last_id, expired=expired, seen=state.store.changes),
                    ),
                )

    def look_back(self, state: State, attempt: Attempt) -> Steps:
        """`messages.find`: item by item. A visible item stays visible, so reading it at once loses no behaviour. At an
        item that is not visible yet, other steps may come first, or the search meets a hole."""
        client_id, _, searched, last_id, expired, uncertain, _ = attempt
        for id in range(max(searched, expired) + 1, last_id + 1):
            if not shows(state.store, id):
                again = self.after_hole(attempt)
                yield (steps.HOLE_MET, client_id, searched, last_id), with_attempt(state, attempt, again)
                return
            if state.store.messages[id - 1] == client_id:
                found = Attempt(client_id, "answer", searched, id, seen=NOTHING if self.remembers else 0)
                yield (steps.FOUND, client_id, searched, last_id, id), with_attempt(state, attempt, found)
                return
        if searched >= expired:
            yield from self.send_transaction(state, attempt)
        elif uncertain:
            yield (steps.UNCERTAIN, client_id), with_attempt(state, attempt, None)
        else:
            yield from self.refuse(with_attempt(state, attempt, None), attempt)

    def refuse(self, state: State, attempt: Attempt) -> Steps:
        """`CursorBehind`: numbers after its base have expired. conversation.js `sendOnFromHere`: sends it again from
        the page's cursor if no other attempt can have stored it; otherwise its sender decides."""
        client_id, expired = attempt.client_id, attempt.expired
        yield (steps.ANSWER_LOST, client_id, 0), state
        entries = [entry for entry in state.outbox if entry.client_id == client_id]
        if not entries:
            yield (steps.BASE_EXPIRED, client_id, expired), state
            return
        (entry,) = entries
        rest = tuple(other for other in state.outbox if other is not entry)
        if entry.tries > 1:
            yield (
                (steps.BASE_EXPIRED, client_id, expired),
                state._replace(outbox=rest, failed=state.failed | {client_id}),
            )
            return
        cursors = {page.cursor for page in state.pages if page.side == client_id[0]}
        for after in {max(expired, cursor) for cursor in cursors or {expired}}:
            sent_on = tuple(sorted((*rest, Entry(client_id, after))))
            yield (steps.SENT_ON, client_id, after), state._replace(outbox=sent_on)

    def after_hole(self, attempt: Attempt) -> Attempt:
        """`Busy` out of `find`: reads the row again, and `looked_up_to` keeps its value."""
        return attempt._replace(step="read_row", last_id=0, expired=0, seen=0)

    def send_transaction(self, state: State, attempt: Attempt) -> Steps:
        """`looked_up_to = conversation.last_id`, then `place` starts. Dying in between has the same effect as
        dying after a transaction was sent that never commits."""
        client_id, _, searched, last_id, _, uncertain, seen = attempt
        step = (steps.NOT_THERE, client_id, searched, last_id, last_id + 1)
        yield (
            step,
            with_attempt(
                state, attempt, Attempt(client_id, "transact", last_id, last_id, uncertain=uncertain, seen=seen)
            ),
        )

    def transact(self, state: State, attempt: Attempt) -> Steps:
        """`messages.place`: committed, `LostRace`, or `Busy` while the transaction may still commit."""
        client_id, searched, last_id = attempt.client_id, attempt.searched, attempt.last_id
        again = with_attempt(state, attempt, Attempt(client_id, "read_row", searched, uncertain=state.store.expiring))
        store = self.place(state.store, attempt)
        if store is None:
            twin = client_id in state.store.messages
            yield (steps.TWIN_WON if twin else steps.LOST_RACE, client_id, last_id + 1), again
            return
        won = with_attempt(state, attempt, Attempt(client_id, "answer", searched, last_id + 1, seen=attempt.seen))
        if attempt.seen != state.store.changes:
            won = won._replace(
                false_report=f"{client_id} is stored on a row that was changed since: the change is undone"
            )
        yield (steps.COMMITS, client_id, last_id + 1), committed(won, store)
        in_flight = state.in_flight | {(client_id, last_id, attempt.seen)}
        yield (steps.TIMES_OUT, client_id, last_id + 1), again._replace(in_flight=in_flight)

    def place(self, store: Store, attempt: Attempt) -> Store | None:
        return transact(store, attempt.client_id, attempt.last_id, attempt.seen)

    def bases_in_memory(self, state: State, after: int) -> set[tuple[int, int]]:
        """remembered.py `Memory.of`: only a row at whose end the message begins."""
        return {(last_id, seen) for last_id, seen in state.remembered if last_id == after}

    def land(self, state: State, client_id: str, last_id: int, seen: int) -> Steps:
        """A transaction commits after its attempt has given up or died."""
        if store := transact(state.store, client_id, last_id, seen):
            yield (steps.LATE_COMMIT, client_id, last_id + 1), committed(state, store)

    def answer(self, state: State, attempt: Attempt) -> Steps:
        """The store's confirmation, and the Lambda's response, 201 or 200. Either may be lost."""
        client_id, searched, id = attempt.client_id, attempt.searched, attempt.last_id
        if not settled(state.store, id):
            again = with_attempt(
                state, attempt, Attempt(client_id, "read_row", searched, uncertain=state.store.expiring)
            )
            yield (steps.STORE_ANSWER_LOST, client_id, id), again
            return
        ended = with_attempt(state, attempt, None)
        if self.remembers and attempt.seen != NOTHING:
            ended = ended._replace(remembered=ended.remembered | {(id, attempt.seen)})
        yield (steps.ANSWER_LOST, client_id, id), ended
        yield from self.acknowledge(ended, client_id, id)

    def acknowledge(self, state: State, client_id: str, id: int) -> Steps:
        """outbox.js `stored`, in any tab of that side; without such a page in the model, only in the outbox."""
        step = (steps.ANSWERS, client_id, id)
        if number(state.store, id) != client_id:
            yield step, state._replace(false_report=f"{client_id} is acknowledged as {id}, which is another message")
            return
        mine = dict.fromkeys(page for page in state.pages if page.side == client_id[0])
        for page in mine:
            yield step, self.reader.absorb(state, page, (id,))
        if not mine:
            outbox = tuple(entry for entry in state.outbox if entry.client_id != client_id)
            yield step, state._replace(outbox=outbox)


def committed(state: State, store: Store) -> State:
    """Drops transactions for numbers that are taken now: they cannot commit any more."""
    return state._replace(store=store, in_flight=frozenset(one for one in state.in_flight if one[1] >= store.row))
