"""Passwords: Argon2id with the parameters that the OWASP password storage cheat sheet gives (19 MiB, 2 passes)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chalicelib.errors import InvalidField

hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    return hasher.hash(password)


def check_new(password: str, email: str) -> None:
    """The rule for a new password besides its length, which the schema has. Raises `InvalidField`."""
    if password.strip().casefold() == email:
        raise InvalidField("password_invalid", "password", "The e-mail address is no password.")


def verify_password(password: str, password_hash: str | None) -> bool:
    """Takes as long for an account that does not exist (None) as for a wrong password."""
    try:
        return hasher.verify(password_hash or hash_of_nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def hash_of_nobody() -> str:
    return hasher.hash("the password of an account that does not exist")
