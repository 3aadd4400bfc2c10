"""Readers with one mistake each, of the kind that one might make in good faith."""

from tests.model.reader import Reader
from tests.model.state import Page, Question, State, Steps, Store


class HighestSeen(Reader):
    """The cursor is the highest number seen."""

    def apply(self, page: Page, ids: tuple[int, ...], store: Store) -> Page:
        fresh = sorted(id for id in ids if id > page.cursor)
        applied = page.applied + tuple(store.messages[id - 1] for id in fresh)
        return page._replace(cursor=max((page.cursor, *fresh)), applied=applied)


class HighestRead(HighestSeen):
    """The same without pushes: `since` returns whatever its Query finds, and its last number is the cursor."""

    def receive_push(self, state: State, page: Page) -> Steps:
        yield from ()

    def ask(self, state: State, page: Page) -> Steps:
        if page.cursor <= state.store.row_shown:
            yield from super().ask(state, page)

    def reach(self, store: Store, question: Question) -> int:
        return len(store.messages) + 1

    def missed(self, store: Store, page: Page) -> Page:
        (question,) = page.question
        return self.query(store, page._replace(question=(question._replace(next=question.next + 1),)))


class BeyondTheRow(Reader):
    """`since` returns all that its Query finds, also beyond the row that it has read."""

    def reach(self, store: Store, question: Question) -> int:
        return len(store.messages) + 1


class PushOnly(Reader):
    """An open socket is treated as delivery: a page requests messages only when it sees a gap."""

    def ask(self, state: State, page: Page) -> Steps:
        if page.ahead:
            yield from super().ask(state, page)


class WaitsForExpired(Reader):
    """`first_id` is ignored: a page waits for every number."""

    def derived(self, store: Store) -> range:
        return range(1)


class TakesHolesForExpired(Reader):
    """A number that is missing in a response is treated as deleted by retention."""

    def missed(self, store: Store, page: Page) -> Page:
        (question,) = page.question
        beyond = question._replace(expired=question.next, next=question.next + 1, found=())
        return self.query(store, page._replace(question=(beyond,)))
