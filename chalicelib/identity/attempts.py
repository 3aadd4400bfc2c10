"""Whoever guesses passwords or codes has to wait, longer with every failure.

An attempt is counted before it is made and taken back when it does not fail, so that many at once are no way around. An
account that does not exist is slowed down as one that does.

Who is counted together decides whom a stranger can keep out. A browser that has signed in to the account before
(`known_devices.py`) and a session that is signed in each have a counter of their own, so nobody else's failures concern
them. Everybody else is counted by address and by account. While the account has to wait because of others, the password
together with the second factor still lets in; see `accounts.sign_in`.
"""

import hashlib
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from chalicelib.errors import Busy, CredentialsWrong, SecondFactorWrong, SignInSlowed
from chalicelib.identity.addresses import caller_of
from chalicelib.model import now_ms
from chalicelib.storage import counters as stored
from chalicelib.storage.counters import Attempts

DAY_SECONDS = 24 * 3600
QUARTER_SECONDS = 15 * 60
LONGEST_WAIT_SECONDS = 15 * 60
TRIES = 5


class FailedMeanwhile(SignInSlowed):
    """An attempt failed that was made while the account has to wait: counted as a failure, answered as a wait."""


FAILURES = (CredentialsWrong, SecondFactorWrong, FailedMeanwhile)

T = TypeVar("T")


class Counter(NamedTuple):
    key: str
    free: int  # from this failure on, each makes the next attempt wait
    kept_seconds: int = DAY_SECONDS  # so long after the last failure, and its wait, nothing is counted any more

    def wait(self, failures: int) -> int:
        """Seconds to the next attempt: one, two, four ..."""
        return min(2 ** min(failures - self.free, 20), LONGEST_WAIT_SECONDS) if failures >= self.free else 0


def of_address(account: str, address: str) -> list[Counter]:
    """The account's at this address first: it is the one that a success clears."""
    caller = caller_of(address)
    if not caller:
        return []
    return [Counter(f"sign-in#{hashed(account)}#{caller}", 5), Counter(f"sign-in-from#{caller}", 50, QUARTER_SECONDS)]


def of_account(account: str) -> Counter:
    return Counter(f"sign-in#{hashed(account)}", 20)


def of_codes(account: str) -> Counter:
    """Of wrong codes with the right password, while the account has to wait."""
    return Counter(f"sign-in-codes#{hashed(account)}", 5)


def of_nothing(account: str) -> Counter:
    """Makes nobody wait. An attempt with a wrong password takes as long by it as one with a wrong code."""
    return Counter(f"sign-in-others#{hashed(account)}", 2**53)


def of_device(account: str, device: str) -> Counter:
    return Counter(f"sign-in-device#{hashed(account)}#{device}", 5)


def of_link(link_hash: str) -> Counter:
    """Of who sends a link again that was used, with the password that it may have set."""
    return Counter(f"link#{link_hash[:32]}", 5)


def of_session(session_id: str) -> Counter:
    """Of who is signed in and shows the password again."""
    return Counter(f"password#{session_id}", 5)


def hashed(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()[:32]


def counted(counters: Sequence[Counter], attempt: Callable[[], T], *, clears: bool = True) -> T:
    """Makes an attempt to show that one is this account. A success clears the first counter, if it is to.

    Raises `SignInSlowed`, and what `attempt` raises.
    """
    taken: list[tuple[Counter, Attempts, Attempts]] = []
    failed = False
    try:
        for counter in counters:
            taken.append((counter, *take(counter)))
        result = attempt()
    except FAILURES:
        failed = True
        raise
    finally:
        if not failed:
            give_back(taken)
    if clears and taken:
        with suppress(Busy):  # it will be over by itself
            stored.forget(taken[0][0].key)
    return result


def take(counter: Counter) -> tuple[Attempts, Attempts]:
    """Counts an attempt as one that fails. Returns what was counted before, and with it."""
    for _ in range(TRIES):
        now = now_ms()
        before = stored.get(counter.key)
        if before.until > now:
            raise SignInSlowed(retry_after=math.ceil((before.until - now) / 1000))
        wait = counter.wait(before.counted + 1)
        after = Attempts(before.counted + 1, now + wait * 1000 if wait else 0)
        if stored.move(counter.key, before, after, now // 1000 + wait + counter.kept_seconds):
            return before, after
    raise SignInSlowed(retry_after=1)  # so many at once are no mistyping


def give_back(taken: list[tuple[Counter, Attempts, Attempts]]) -> None:
    """Best effort: one that was counted further meanwhile stays, and is forgotten in time."""
    for counter, before, after in taken:
        with suppress(Busy):
            stored.move(counter.key, after, before, now_ms() // 1000 + counter.kept_seconds)
