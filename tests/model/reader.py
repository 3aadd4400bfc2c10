"""The reading half: a page's timeline, what is pushed to it, and its questions for messages after a number."""

from tests.model import steps
from tests.model.state import Page, Question, State, Steps, Store, turned
from tests.model.store import settled, shows


class Reader:
    """What a page and `since` do. A mistake is a subclass that does one step otherwise (wrong_readers.py)."""

    def absorb(self, state: State, page: Page, ids: tuple[int, ...], told: int = 0) -> State:
        """conversation.js `apply`: what is in the log leaves the outbox, and the timeline applies it."""
        stored = {state.store.messages[id - 1] for id in ids}
        outbox = tuple(entry for entry in state.outbox if entry.client_id not in stored)
        new = self.apply(self.begin(page, told), ids, state.store)
        # What the page has makes no difference when it arrives once more: it is left out of the answer on its way.
        news = tuple(id for id in new.answer if id > new.cursor and id not in new.ahead)
        rest = new._replace(answer=news, told=new.told if new.told > new.gone else 0)
        return turned(state._replace(outbox=outbox), page, rest)

    def begin(self, page: Page, told: int) -> Page:
        """timeline.js `apply` with a `firstId`, and the views below: what is gone is neither shown nor waited for."""
        gone = max(page.gone, told)
        return page._replace(gone=gone, cursor=max(page.cursor, gone), applied=page.applied[gone - page.gone :])

    def apply(self, page: Page, ids: tuple[int, ...], store: Store) -> Page:
        """timeline.js `apply`: the contiguous prefix; what is ahead waits."""
        cursor, applied = page.cursor, page.applied
        ahead = {*page.ahead, *ids}
        while cursor + 1 in ahead:
            cursor += 1
            applied += (store.messages[cursor - 1],)
        return page._replace(cursor=cursor, applied=applied, ahead=tuple(sorted(id for id in ahead if id > cursor)))

    def hear(self, state: State, page: Page) -> Steps:
        """A push is made once the store has said that it is done (chat/messages.py `send`). It may be lost, doubled,
        late and out of order: so at any later time any page may hear it, or not."""
        for id in range(page.cursor + 1, len(state.store.messages) + 1):
            if settled(state.store, id) and id not in page.ahead:
                yield (steps.PUSHED, id, page.cursor), self.absorb(state, page, (id,))

    def ask(self, state: State, page: Page) -> Steps:
        """catchup.js asks; `since` reads the row strongly, and if there is something new the messages."""
        last_id = state.store.row_shown
        for gone in self.derived(state.store):
            step = (steps.ASKS, page.cursor, last_id, gone)
            if page.cursor > last_id:
                # `CursorAhead`, from which the page learns that the log is another one.
                yield step, turned(state, page, Page(page.side))
            elif page.cursor < last_id or page.gone < gone:
                question = Question(page.cursor, last_id, max(page.cursor, gone) + 1, gone=gone)
                yield step, turned(state, page, self.query(state.store, page._replace(question=(question,))))

    def derived(self, store: Store) -> range:
        """`Conversation.first_id`: clocks differ, so of two readers one may find more gone than the other."""
        return range(store.gone, store.over + 1)

    def query(self, store: Store, page: Page) -> Page:
        """`messages.after`: item by item. What is shown will be shown later too, so reading it at once leaves no
        course of events out; at what is not shown the others may go first, or the Query passes it by."""
        (question,) = page.question
        while question.next <= self.reach(store, question):
            if not shows(store, question.next):
                return page._replace(question=(question,))
            question = question._replace(next=question.next + 1, found=(*question.found, question.next))
        return answered(page, question)

    def reach(self, store: Store, question: Question) -> int:
        """`since` asks for no more than the row says: one that read further could be told next that it is ahead."""
        return question.last_id

    def read_on(self, state: State) -> State:
        """What Queries were waiting for may have come in sight."""
        for page in state.pages:
            if page.question:
                state = turned(state, page, self.query(state.store, page))
        return state

    def pass_by(self, state: State, page: Page) -> Steps:
        """A Query is not a snapshot: what it has passed by it misses, whatever it finds after that."""
        (question,) = page.question
        yield (steps.PASSES_BY, question.since, question.next), turned(state, page, self.missed(state.store, page))

    def missed(self, store: Store, page: Page) -> Page:
        """What follows the first hole is left out of the answer."""
        return answered(page, page.question[0])

    def arrive(self, state: State, page: Page) -> Steps:
        """The answer arrives, or not."""
        rest = page._replace(answer=(), told=0)
        state = turned(state, page, rest)
        step = (steps.PAGE_ARRIVES, list(page.answer), page.cursor, page.told)
        yield step, self.absorb(state, rest, page.answer, page.told)
        yield (steps.PAGE_LOST, list(page.answer), page.told), state


def answered(page: Page, question: Question) -> Page:
    news = tuple(id for id in question.found if id > page.cursor and id not in page.ahead)
    return page._replace(question=(), answer=news, told=question.gone if question.gone > page.gone else 0)
