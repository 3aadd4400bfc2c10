"""Argon2id with the smallest parameters, for tests that make and verify hundreds of passwords.

A unit test checks the real parameters, and the end-to-end tests sign in with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from argon2 import PasswordHasher

from chalicelib.accounts import passwords


@contextmanager
def quick_passwords() -> Iterator[None]:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with patch.object(passwords, "hasher", lambda: quick):
        yield
