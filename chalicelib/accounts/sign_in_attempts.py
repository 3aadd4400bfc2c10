"""Limits on guessing passwords and codes: after some failed attempts the next one has to wait, longer each time.

An attempt is counted before it is made, and the count is taken back when it succeeds, so that parallel attempts do not
get around the limit. Attempts for an account that does not exist are limited in the same way.

Counters decide whom a stranger can lock out. A browser that has signed in to the account before (devices.py) and a
signed-in session each have a counter of their own, so that the failures of others do not affect them. Everybody else is
counted by address and by account. While an account is locked because of others, password and second factor together
still sign in; see `sign_in.sign_in_while_slowed`.
"""

import hashlib
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from chalicelib.errors import Busy, CredentialsWrong, SecondFactorWrong, SignInSlowed
from chalicelib.identity.addresses import caller_of
from chalicelib.model import now_ms
from chalicelib.storage import counters as attempt_rows
from chalicelib.storage.counters import Attempts

DAY_SECONDS = 24 * 3600
QUARTER_SECONDS = 15 * 60
LONGEST_WAIT_SECONDS = 15 * 60
TRIES = 5


class FailedWhileSlowed(SignInSlowed):
    """A failed attempt while the account has to wait: counted as a failure, answered as a wait."""


FAILURES = (CredentialsWrong, SecondFactorWrong, FailedWhileSlowed)

T = TypeVar("T")


class Counter(NamedTuple):
    key: str
    free: int  # number of failures from which each one makes the next attempt wait
    kept_seconds: int = DAY_SECONDS  # how long after the last failure and its wait the count is reset

    def wait(self, failures: int) -> int:
        """Seconds until the next attempt: one, two, four ..."""
        return min(2 ** min(failures - self.free, 20), LONGEST_WAIT_SECONDS) if failures >= self.free else 0


def of_address(account: str, address: str) -> list[Counter]:
    """The account's counter at this address comes first: a success clears the first one."""
    caller = caller_of(address)
    if not caller:
        return []
    return [Counter(f"sign-in#{hashed(account)}#{caller}", 5), Counter(f"sign-in-from#{caller}", 50, QUARTER_SECONDS)]


def of_account(account: str) -> Counter:
    return Counter(f"sign-in#{hashed(account)}", 20)


def of_codes(account: str) -> Counter:
    """Wrong codes with the right password, while the account has to wait."""
    return Counter(f"sign-in-codes#{hashed(account)}", 5)


def of_nothing(account: str) -> Counter:
    """Never makes anyone wait. With it an attempt with a wrong password takes as long as one with a wrong code."""
    return Counter(f"sign-in-others#{hashed(account)}", 2**53)


def of_device(account: str, device_id: str) -> Counter:
    return Counter(f"sign-in-device#{hashed(account)}#{device_id}", 5)


def of_link(link_hash: str) -> Counter:
    """Attempts to use a link again, with the password that it may have set."""
    return Counter(f"link#{link_hash[:32]}", 5)


def of_session(session_id: str) -> Counter:
    """Attempts of a signed-in admin to confirm the password."""
    return Counter(f"password#{session_id}", 5)


def hashed(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()[:32]


def limit(counters: Sequence[Counter], attempt: Callable[[], T], *, clears: bool = True) -> T:
    """Makes an attempt unless one of the counters requires a wait. A success clears the first counter if `clears`.

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
        with suppress(Busy):  # the counter expires anyway
            attempt_rows.forget(taken[0][0].key)
    return result


def take(counter: Counter) -> tuple[Attempts, Attempts]:
    """Counts an attempt as a failure. Returns the count before and after."""
    for _ in range(TRIES):
        now = now_ms()
        before = attempt_rows.get(counter.key)
        if before.until > now:
            raise SignInSlowed(retry_after=math.ceil((before.until - now) / 1000))
        wait = counter.wait(before.counted + 1)
        after = Attempts(before.counted + 1, now + wait * 1000 if wait else 0)
        if attempt_rows.move(counter.key, before, after, now // 1000 + wait + counter.kept_seconds):
            return before, after
    raise SignInSlowed(retry_after=1)  # people do not make so many attempts at the same moment


def give_back(taken: list[tuple[Counter, Attempts, Attempts]]) -> None:
    """Best effort: a count that has changed in the meantime stays, and expires."""
    for counter, before, after in taken:
        with suppress(Busy):
            attempt_rows.move(counter.key, after, before, now_ms() // 1000 + counter.kept_seconds)
