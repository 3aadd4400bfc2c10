"""The reading half: a page's timeline, pushes to it, and its requests for the messages after a number."""

from tests.model import steps
from tests.model.state import Page, Question, State, Steps, Store, with_page
from tests.model.store import settled, shows


class Reader:
    """The behaviour of a page and of `since`. A mistake is a subclass with one different step (wrong_readers.py)."""

    def absorb(self, state: State, page: Page, ids: tuple[int, ...], reported: int = 0) -> State:
        """conversation.js `absorb`: stored messages leave the outbox, and the timeline applies them."""
        stored = {state.store.messages[id - 1] for id in ids}
        outbox = tuple(entry for entry in state.outbox if entry.client_id not in stored)
        new = self.apply(self.begin(page, reported), ids, state.store)
        # Messages that the page has make no difference when they arrive again: omit them from the response in transit.
        news = tuple(id for id in new.answer if id > new.cursor and id not in new.ahead)
        rest = new._replace(answer=news, reported=new.reported if new.reported > new.expired else 0)
        return with_page(state._replace(outbox=outbox), page, rest)

    def begin(self, page: Page, reported: int) -> Page:
        """timeline.js `apply` with a `firstId`: expired messages are neither shown nor waited for."""
        expired = max(page.expired, reported)
        applied = page.applied[expired - page.expired :]
        return page._replace(expired=expired, cursor=max(page.cursor, expired), applied=applied)

    def apply(self, page: Page, ids: tuple[int, ...], store: Store) -> Page:
        """timeline.js `apply`: applies the contiguous prefix; messages ahead of it wait."""
        cursor, applied = page.cursor, page.applied
        ahead = {*page.ahead, *ids}
        while cursor + 1 in ahead:
            cursor += 1
            applied += (store.messages[cursor - 1],)
        return page._replace(cursor=cursor, applied=applied, ahead=tuple(sorted(id for id in ahead if id > cursor)))

    def receive_push(self, state: State, page: Page) -> Steps:
        """A push is sent after the store has confirmed the write (chat/messages.py `send`). It may be lost, doubled,
        late or out of order: so any page may receive it at any later time, or never."""
        for id in range(page.cursor + 1, len(state.store.messages) + 1):
            if settled(state.store, id) and id not in page.ahead:
                yield (steps.PUSHED, id, page.cursor), self.absorb(state, page, (id,))

    def ask(self, state: State, page: Page) -> Steps:
        """log_sync.js sends a request; `since` reads the row strongly, and the messages if there are new ones."""
        last_id = state.store.row_shown
        for expired in self.derived(state.store):
            step = (steps.ASKS, page.cursor, last_id, expired)
            if page.cursor > last_id:
                # `CursorAhead`: the page learns that this is a different log.
                yield step, with_page(state, page, Page(page.side))
            elif page.cursor < last_id or page.expired < expired:
                question = Question(page.cursor, last_id, max(page.cursor, expired) + 1, expired=expired)
                yield step, with_page(state, page, self.query(state.store, page._replace(question=(question,))))

    def derived(self, store: Store) -> range:
        """`Conversation.first_id`: clocks differ, so one reader may find more messages expired than another."""
        return range(store.expired_all, store.expired_some + 1)

    def query(self, store: Store, page: Page) -> Page:
        """`messages.after`: item by item. A visible item stays visible, so reading it at once loses no behaviour. At an
        item that is not visible yet, other steps may come first, or the Query skips it."""
        (question,) = page.question
        while question.next <= self.reach(store, question):
            if not shows(store, question.next):
                return page._replace(question=(question,))
            question = question._replace(next=question.next + 1, found=(*question.found, question.next))
        return answered(page, question)

    def reach(self, store: Store, question: Question) -> int:
        """`since` reads up to the row's number only: a page that read further could get `CursorAhead` next."""
        return question.last_id

    def read_on(self, state: State) -> State:
        """Continues Queries whose next item may be visible now."""
        for page in state.pages:
            if page.question:
                state = with_page(state, page, self.query(state.store, page))
        return state

    def pass_by(self, state: State, page: Page) -> Steps:
        """A Query is not a snapshot: it misses an item that it has skipped, whatever it finds after it."""
        (question,) = page.question
        yield (
            (steps.PASSES_BY, question.since, question.next),
            with_page(state, page, self.missed(state.store, page)),
        )

    def missed(self, store: Store, page: Page) -> Page:
        """The response omits what follows the first hole."""
        return answered(page, page.question[0])

    def arrive(self, state: State, page: Page) -> Steps:
        """The response arrives or is lost."""
        rest = page._replace(answer=(), reported=0)
        state = with_page(state, page, rest)
        step = (steps.PAGE_ARRIVES, list(page.answer), page.cursor, page.reported)
        yield step, self.absorb(state, rest, page.answer, page.reported)
        yield (steps.PAGE_LOST, list(page.answer), page.reported), state


def answered(page: Page, question: Question) -> Page:
    news = tuple(id for id in question.found if id > page.cursor and id not in page.ahead)
    return page._replace(question=(), answer=news, reported=question.expired if question.expired > page.expired else 0)
