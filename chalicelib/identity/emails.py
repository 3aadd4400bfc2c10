"""E-mail addresses: one canonical form for each mailbox, however the address is typed.

Accounts are stored under the canonical form: the part before the @ as RFC 8265 maps user names (composed, small
letters), the domain in Unicode, as in IDNA 2008. No DNS lookups are made. The libraries are imported for the first
address that is not plain ASCII in small letters, so that most processes never load them.
"""

import re
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from chalicelib.errors import InvalidField
from chalicelib.identity.text import precis_profile, trim

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

LONGEST = 254
# Already canonical, so no library is needed. "xn--" stands for a Unicode form.
PLAIN = re.compile(r"(?!.*xn--)[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@[a-z0-9]+([.-][a-z0-9]+)*\.[a-z]{2,}")


def canonical(email: str) -> str:
    """The form under which accounts are stored. Raises `InvalidField` for an invalid address."""
    plain = trim(email).lower()
    if len(plain) <= LONGEST and PLAIN.fullmatch(plain):
        return plain
    address = validated(email)
    try:
        local_part = precis_profile("UsernameCaseMapped").enforce(address.local_part)
    except UnicodeEncodeError:
        raise invalid("The part before the @ contains characters that are not allowed in account names") from None
    return f"{local_part}@{address.domain}"


def displayed(email: str) -> str:
    """An address for display, which is never compared: as it was typed, cleaned up. Raises `InvalidField`."""
    return validated(email).normalized


def mailable(email: str) -> str:
    """An address that mail can be sent to, as it was typed, and in ASCII. Raises `InvalidField`."""
    plain = trim(email)
    if len(plain) <= LONGEST and PLAIN.fullmatch(plain.lower()):
        return plain
    address = validated(email)
    if address.ascii_email is None:
        raise invalid("Mail can only be sent to Latin letters and digits before the @")
    return address.ascii_email


def validated(email: str) -> "ValidatedEmail":
    library = email_validator()
    try:
        address: ValidatedEmail = library.validate_email(
            trim(email), check_deliverability=False, globally_deliverable=False
        )
    except library.EmailNotValidError as error:
        raise invalid(str(error).rstrip(".")) from None
    if len(address.normalized) > LONGEST:
        raise invalid(f"An address has at most {LONGEST} characters")
    return address


def invalid(reason: str) -> InvalidField:
    return InvalidField("email_invalid", "email", f"The value of email is not valid: {reason}.")


@cache
def email_validator() -> ModuleType:
    import email_validator as library

    # A team on an intranet has addresses at names such as shop.local, which the library rejects as special.
    library.SPECIAL_USE_DOMAIN_NAMES.clear()
    return library
