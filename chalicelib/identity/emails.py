"""E-mail addresses: one canonical form for each mailbox, however the address is typed.

Accounts are stored under the canonical form: the part before the @ as RFC 8265 maps user names (composed, small
letters), the domain in Unicode, as in IDNA 2008. No DNS lookups are made. The libraries are imported for the first
address that is not plain ASCII in small letters, so that most processes never load them.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Protocol

from chalicelib.errors import InvalidField
from chalicelib.identity.text import trim

LONGEST = 254
# Already canonical, so no library is needed. "xn--" stands for a Unicode form.
PLAIN = re.compile(r"(?!.*xn--)[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@[a-z0-9]+([.-][a-z0-9]+)*\.[a-z]{2,}")


class ValidatedEmail(Protocol):
    """The result of email_validator, as far as it is used here."""

    normalized: str
    local_part: str
    domain: str


def canonical(email: str) -> str:
    """The form under which accounts are stored. Raises `InvalidField` for an invalid address."""
    plain = trim(email).lower()
    if len(plain) <= LONGEST and PLAIN.fullmatch(plain):
        return plain
    address = validated(email)
    try:
        local_part = user_name_profile().enforce(address.local_part)
    except UnicodeEncodeError:
        raise invalid("The part before the @ contains characters that are not allowed in account names") from None
    return f"{local_part}@{address.domain}"


def displayed(email: str) -> str:
    """An address for display, which is never compared: as it was typed, cleaned up. Raises `InvalidField`."""
    return validated(email).normalized


def validated(email: str) -> ValidatedEmail:
    validate, not_valid = validator()
    try:
        address = validate(trim(email))
    except not_valid as error:
        raise invalid(str(error).rstrip(".")) from None
    if len(address.normalized) > LONGEST:
        raise invalid(f"An address has at most {LONGEST} characters")
    return address


def invalid(reason: str) -> InvalidField:
    return InvalidField("email_invalid", "email", f"The value of email is not valid: {reason}.")


@cache
def validator() -> tuple[Callable[[str], ValidatedEmail], type[ValueError]]:
    import email_validator

    # A team on an intranet has addresses at names such as shop.local, which the library rejects as special.
    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()

    def validate(email: str) -> ValidatedEmail:
        return email_validator.validate_email(email, check_deliverability=False, globally_deliverable=False)

    return validate, email_validator.EmailNotValidError


class Profile(Protocol):
    """A string profile of precis_i18n."""

    def enforce(self, value: str) -> str: ...


@cache
def user_name_profile() -> Profile:
    from precis_i18n import get_profile

    profile: Profile = get_profile("UsernameCaseMapped")
    return profile
