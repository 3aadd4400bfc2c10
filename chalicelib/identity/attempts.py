"""Whoever guesses passwords or codes has to wait, longer with every failure.

An attempt is counted before it is made and taken back when it does not fail, so that many at once are no way around. An
account that does not exist is slowed down as one that does. What is told apart by account and address lets somebody who
mistypes at home in while a stranger elsewhere is slowed down.
"""

import hashlib
import math
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TypeVar

from chalicelib import metrics
from chalicelib.errors import Busy, CredentialsWrong, SecondFactorWrong, SignInSlowed
from chalicelib.metrics import Metric
from chalicelib.model import now_ms
from chalicelib.storage import attempts
from chalicelib.storage.attempts import Attempts

WINDOW_SECONDS = 15 * 60  # so long after the last failure, and its wait, nothing is counted any more
LONGEST_WAIT_SECONDS = 15 * 60
TRIES = 5
FAILURES = (CredentialsWrong, SecondFactorWrong)

T = TypeVar("T")


class Counter(NamedTuple):
    key: str
    free: int  # from this failure on, each makes the next attempt wait

    def wait(self, failures: int) -> int:
        """Seconds to the next attempt: one, two, four ..."""
        return min(2 ** min(failures - self.free, 20), LONGEST_WAIT_SECONDS) if failures >= self.free else 0


def counters(account: str, address: str) -> list[Counter]:
    """The account's at this address first: it is the one that a success clears."""
    name = hashlib.sha256(account.encode()).hexdigest()[:32]
    found = [Counter(f"sign-in#{name}#{address}", 5), Counter(f"sign-in#{name}", 20)]
    return [*found, Counter(f"sign-in-from#{address}", 50)] if address else found


def counted(account: str, address: str, attempt: Callable[[], T]) -> T:
    """Makes an attempt to show that one is this account. Raises `SignInSlowed`, and what `attempt` raises."""
    taken: list[tuple[Counter, Attempts, Attempts]] = []
    failed = False
    try:
        for counter in counters(account, address):
            taken.append((counter, *take(counter)))
        result = attempt()
    except FAILURES:
        failed = True
        metrics.count(Metric.SIGN_IN_FAILURES)
        raise
    finally:
        if not failed:
            give_back(taken)
    with suppress(Busy):  # it will be over by itself
        attempts.forget(taken[0][0].key)
    return result


def take(counter: Counter) -> tuple[Attempts, Attempts]:
    """Counts an attempt as one that fails. Returns what was counted before, and with it."""
    for _ in range(TRIES):
        now = now_ms()
        before = attempts.get(counter.key)
        if before.until > now:
            raise SignInSlowed(retry_after=math.ceil((before.until - now) / 1000))
        wait = counter.wait(before.counted + 1)
        after = Attempts(before.counted + 1, now + wait * 1000 if wait else 0)
        if attempts.move(counter.key, before, after, now // 1000 + wait + WINDOW_SECONDS):
            return before, after
    raise SignInSlowed(retry_after=1)  # so many at once are no mistyping


def give_back(taken: list[tuple[Counter, Attempts, Attempts]]) -> None:
    """Best effort: one that was counted further meanwhile stays, and is forgotten in time."""
    for counter, before, after in taken:
        with suppress(Busy):
            attempts.move(counter.key, after, before, now_ms() // 1000 + WINDOW_SECONDS)
