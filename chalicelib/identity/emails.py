"""E-mail addresses: one form for each mailbox, however it was typed.

Accounts are stored under `canonical`: the part before the @ as RFC 8265 maps user names (composed, small letters), the
domain as IDNA 2008 writes it in Unicode. Nothing is looked up in the DNS. The libraries are imported when an address
comes that is not plain ASCII in small letters, so that most processes never load them.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from chalicelib.errors import InvalidField
from chalicelib.identity.typed import trimmed

LONGEST = 254
# The same in every form, so it needs no library. "xn--" has another form.
PLAIN = re.compile(r"(?!.*xn--)[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@[a-z0-9]+([.-][a-z0-9]+)*\.[a-z]{2,}")


def canonical(email: str) -> str:
    """The form that accounts are stored under. Raises `InvalidField` for what is no address."""
    plain = trimmed(email).lower()
    if len(plain) <= LONGEST and PLAIN.fullmatch(plain):
        return plain
    address = validated(email)
    try:
        local_part = user_names().enforce(address.local_part)
    except UnicodeEncodeError:
        raise refused("The part before the @ has characters that no account name has") from None
    return f"{local_part}@{address.domain}"


def keys(email: str) -> list[str]:
    """Where the account of this address may be stored: its canonical form first, then as earlier versions stored it."""
    earlier = email.strip().casefold()
    found = [earlier, unicodedata.normalize("NFC", earlier), unicodedata.normalize("NFD", earlier)]
    try:
        found.insert(0, canonical(email))
    except InvalidField:
        pass
    return [key for key in dict.fromkeys(found) if key]  # DynamoDB takes no empty key


def displayed(email: str) -> str:
    """An address that is shown and never compared: as it was written, tidied. Raises `InvalidField`."""
    return str(validated(email).normalized)


def validated(email: str) -> Any:
    validate_email, not_valid = library()
    try:
        address = validate_email(trimmed(email), check_deliverability=False, globally_deliverable=False)
    except not_valid as error:
        raise refused(str(error).rstrip(".")) from None
    if len(address.normalized) > LONGEST:
        raise refused(f"An address has at most {LONGEST} characters")
    return address


def refused(why: str) -> InvalidField:
    return InvalidField("email_invalid", "email", f"The value of email is not valid: {why}.")


@cache
def library() -> tuple[Any, type[ValueError]]:
    import email_validator

    # A team on an intranet has addresses at names such as shop.local, which the library takes for no one's.
    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
    return email_validator.validate_email, email_validator.EmailNotValidError


@cache
def user_names() -> Any:
    from precis_i18n import get_profile

    return get_profile("UsernameCaseMapped")
