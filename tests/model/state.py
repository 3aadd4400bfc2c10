"""What the model remembers: one conversation, its senders' outboxes, attempts under way, and pages that read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.model.steps import Step


class Store(NamedTuple):
    """The two tables. A committed write is not seen by every read at once: each item is shown in its own time."""

    row: int = 0  # last_id in the conversation row, as committed
    row_shown: int = 0  # and as a strong read shows it
    messages: tuple[str, ...] = ()  # client_ids by number, from 1 on; "" where nothing is
    hidden: frozenset[int] = frozenset()  # numbers committed, but not shown yet
    mortal: bool = False  # may messages go?
    over: int = 0  # up to this number the time is over by the fastest clock, or the row says erased to some reads
    gone: int = 0  # and up to this one by every clock and to every read
    taken: frozenset[int] = frozenset()  # numbers whose rows are deleted; `messages` remembers what they were


class Entry(NamedTuple):
    """A message in the outbox (client/delivery/outbox.js)."""

    client_id: str
    after: int
    tries: int = 0  # attempts that may have stored it; counted, up to two, where messages may go


class Attempt(NamedTuple):
    """One run of `append` (chalicelib/chat/append.py), asked for by any tab, or run twice by the platform."""

    client_id: str
    step: str  # the one it does next, by the name of its method in writer.py
    looked: int  # looked_up_to
    last_id: int = 0  # of the row as it was read; then the number found or won
    gone: int = 0  # first_id - 1, of the row as it was read
    doubt: bool = False  # may one of its transactions have won? Told apart where messages may go


class Question(NamedTuple):
    """A question for messages after a number that the server is at (client/delivery/catchup.js, `since`)."""

    since: int
    last_id: int  # of the row as it was read
    next: int  # what the Query waits to read, or to pass by: a number that is not shown yet
    found: tuple[int, ...] = ()
    gone: int = 0  # first_id - 1, of the row as it was read


class Page(NamedTuple):
    """A browser page with its timeline (client/delivery/timeline.js). One question at a time (single_flight.js)."""

    side: str  # "a" or "b": visitor and admin, or the other way round
    cursor: int = 0
    applied: tuple[str, ...] = ()  # what the reader is shown, in the order shown
    ahead: tuple[int, ...] = ()
    question: tuple[Question, ...] = ()
    answer: tuple[int, ...] = ()  # on its way: of its numbers, those that the page does not have
    gone: int = 0  # timeline.deleted
    told: int = 0  # first_id - 1 of the answer on its way, where that is news


class State(NamedTuple):
    unwritten: tuple[str, ...]  # client_ids, which begin with the letter of their side
    pages: tuple[Page, ...]  # sorted: which is which does not matter
    outbox: tuple[Entry, ...] = ()  # each side's, shared by its tabs, in the order written
    store: Store = Store()
    attempts: tuple[Attempt, ...] = ()  # sorted too
    flying: frozenset[tuple[str, int]] = frozenset()  # transactions that nobody waits for: client_id and last_id
    untrue: str = ""  # what was said to a page and is not so
    failed: frozenset[str] = frozenset()  # client_ids that are left to their writer: they may be among what is gone


Steps = Iterator[tuple[Step, State]]


def attempting(state: State, old: Attempt | None, new: Attempt | None) -> State:
    attempts = list(state.attempts)
    if old:
        attempts.remove(old)
    if new:
        attempts.append(new)
    return state._replace(attempts=tuple(sorted(attempts)))


def turned(state: State, old: Page, new: Page) -> State:
    pages = list(state.pages)
    pages[pages.index(old)] = new
    return state._replace(pages=tuple(sorted(pages)))


def heads(client_ids: Iterable[str]) -> list[str]:
    """The first of each side."""
    return list({client_id[0]: client_id for client_id in reversed(tuple(client_ids))}.values())
