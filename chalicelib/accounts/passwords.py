"""Passwords: Argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, 2 passes).

A password is normalized before it is hashed (RFC 8265, OpaqueString: composed characters, plain spaces), so that the
same keys give the same password on every operating system.
"""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.errors import InvalidField
from chalicelib.identity import emails
from chalicelib.identity.text import precis_profile

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12


@cache
def hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # most processes never need it

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    return hasher().hash(normalized(password))


def verify_password(password: str, password_hash: str | None) -> bool:
    """Takes as long for an account that does not exist (None) as for a wrong password."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher().verify(password_hash or decoy_hash(), normalized(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def decoy_hash() -> str:
    return hasher().hash("the password of an account that does not exist")


def check_new(password: str, email: str) -> None:
    """Checks a new password, apart from its length as sent, which the schema checks. Raises `InvalidField`."""
    try:
        length = len(enforced(password))
    except UnicodeEncodeError:
        raise invalid("A password cannot contain control characters or invisible characters") from None
    if length < SHORTEST:
        raise invalid(f"A password has at least {SHORTEST} characters")
    if is_address(password, email):
        raise invalid("The password cannot be the e-mail address")


def is_address(password: str, email: str) -> bool:
    try:
        return emails.canonical(password) == email
    except InvalidField:
        return False


def invalid(reason: str) -> InvalidField:
    return InvalidField("password_invalid", "password", f"{reason}.")


def normalized(password: str) -> str:
    """A password that RFC 8265 does not allow is returned as it is: `check_new` rejects it, and a sign-in fails."""
    try:
        return enforced(password)
    except UnicodeEncodeError:
        return password


def enforced(password: str) -> str:
    """Raises `UnicodeEncodeError` for control, invisible and unassigned characters."""
    return (
        password if password.isascii() and password.isprintable() else precis_profile("OpaqueString").enforce(password)
    )
