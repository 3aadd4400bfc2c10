"""The state of the model: one conversation, its senders' outboxes, running attempts, and pages."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.model.steps import Step


class Store(NamedTuple):
    """The two tables. A committed write does not become visible to reads at once: each item does so separately."""

    row: int = 0  # last_id in the conversation row, as committed
    row_shown: int = 0  # and as strong reads see it
    messages: tuple[str, ...] = ()  # client_ids by number, from 1 on; "" for none
    hidden: frozenset[int] = frozenset()  # numbers that are committed but not visible yet
    expiring: bool = False  # True if messages may expire
    expired_some: int = 0  # up to this number messages have expired by the fastest clock
    expired_all: int = 0  # up to this number by every clock, and for every read
    deleted: frozenset[int] = frozenset()  # numbers whose rows are deleted; `messages` still has them
    changes: int = 0  # of the row, by the desk, the contact or an erasure: each gives it another version


class Entry(NamedTuple):
    """A message in the outbox (client/delivery/outbox.js)."""

    client_id: str
    after: int
    tries: int = 0  # attempts that may have stored it; counted up to two if messages may expire


class Attempt(NamedTuple):
    """One run of `append` (chalicelib/chat/append.py), requested by any tab, or run twice by Lambda."""

    client_id: str
    step: str  # the next one, by the name of its method in writer.py
    searched: int  # looked_up_to
    last_id: int = 0  # of the row that was read; then the number that was found or won
    expired: int = 0  # first_id - 1, of the row that was read
    uncertain: bool = False  # True if one of its transactions may have won; tracked if messages may expire
    seen: int = 0  # changes of the row that it goes by; with `last_id`, its version


class Question(NamedTuple):
    """A request for messages after a number, which the server is handling (client/delivery/log_sync.js, `since`)."""

    since: int
    last_id: int  # of the row that was read
    next: int  # the number that the Query reads or skips next; it is not visible yet
    found: tuple[int, ...] = ()
    expired: int = 0  # first_id - 1, of the row that was read


class Page(NamedTuple):
    """A browser page with its timeline (client/delivery/timeline.js). One request at a time (single_flight.js)."""

    side: str  # "a" or "b": visitor and admin, or the other way round
    cursor: int = 0
    applied: tuple[str, ...] = ()  # the messages shown, in order
    ahead: tuple[int, ...] = ()
    question: tuple[Question, ...] = ()
    answer: tuple[int, ...] = ()  # in transit: the numbers that the page does not have
    expired: int = 0  # timeline.expired
    reported: int = 0  # first_id - 1 of the response in transit, if it is new


class State(NamedTuple):
    unwritten: tuple[str, ...]  # client_ids, which begin with the letter of their side
    pages: tuple[Page, ...]  # sorted, because pages are interchangeable
    outbox: tuple[Entry, ...] = ()  # of each side, shared by its tabs, in the order written
    store: Store = Store()
    attempts: tuple[Attempt, ...] = ()  # sorted, too
    # Transactions without a waiting attempt: client_id, last_id, and changes of the row that they require.
    in_flight: frozenset[tuple[str, int, int]] = frozenset()
    false_report: str = ""  # a false response to a page
    failed: frozenset[str] = frozenset()  # client_ids left to their sender: they may be among the expired messages
    # Versions of the row that some process may remember: last_id and changes. None is ever forgotten here, so no
    # promise depends on it that a process forgets.
    remembered: frozenset[tuple[int, int]] = frozenset()


Steps = Iterator[tuple[Step, State]]


def with_attempt(state: State, old: Attempt | None, new: Attempt | None) -> State:
    attempts = list(state.attempts)
    if old:
        attempts.remove(old)
    if new:
        attempts.append(new)
    return state._replace(attempts=tuple(sorted(attempts)))


def with_page(state: State, old: Page, new: Page) -> State:
    pages = list(state.pages)
    pages[pages.index(old)] = new
    return state._replace(pages=tuple(sorted(pages)))


def heads(client_ids: Iterable[str]) -> list[str]:
    """Returns the first client_id of each side."""
    return list({client_id[0]: client_id for client_id in reversed(tuple(client_ids))}.values())
