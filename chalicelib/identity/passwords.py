"""Passwords: Argon2id with the parameters that the OWASP password storage cheat sheet gives (19 MiB, 2 passes).

A password is hashed in the form of RFC 8265 (OpaqueString: composed, every space a plain one), so that the same keys
give the same password on every system. Earlier versions hashed it as it was typed: that form is still tried.
"""

from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chalicelib.errors import InvalidField
from chalicelib.identity import emails

SHORTEST = 12
hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    return hasher.hash(normal(password))


def normal(password: str) -> str:
    """The form that is hashed. What the rule does not allow, as an older password may be, stays as it is."""
    try:
        return enforced(password)
    except UnicodeEncodeError:
        return password


def enforced(password: str) -> str:
    """Raises `UnicodeEncodeError` for control, invisible and unassigned characters."""
    return password if password.isascii() and password.isprintable() else str(profile().enforce(password))


def check_new(password: str, email: str) -> None:
    """The rule for a new password besides its length as it was sent, which the schema has. Raises `InvalidField`."""
    try:
        short = len(enforced(password)) < SHORTEST
    except UnicodeEncodeError:
        raise refused("A password has no control characters and no invisible ones") from None
    if short:
        raise refused(f"A password has at least {SHORTEST} characters")
    if email in emails.keys(password):
        raise refused("The e-mail address is no password")


def refused(why: str) -> InvalidField:
    return InvalidField("password_invalid", "password", f"{why}.")


def matching_form(password: str, password_hash: str | None) -> str | None:
    """Returns the form of the password that the hash is of: `normal(password)`, or an older one; None if neither is.

    Takes as long for an account that does not exist (None) as for a wrong password.
    """
    forms = dict.fromkeys([normal(password), password])
    matching = [form for form in forms if verifies(form, password_hash or hash_of_nobody())]
    return matching[0] if matching and password_hash else None


def verify_password(password: str, password_hash: str | None) -> bool:
    return matching_form(password, password_hash) is not None


def verifies(form: str, password_hash: str) -> bool:
    try:
        return hasher.verify(password_hash, form)
    except (VerificationError, InvalidHashError):
        return False


@cache
def hash_of_nobody() -> str:
    return hasher.hash("the password of an account that does not exist")


@cache
def profile() -> Any:
    from precis_i18n import get_profile

    return get_profile("OpaqueString")
