"""What a page says of its visitor besides the signed id: a name and an e-mail address, shown to admins.

Nothing here is proved, and nothing here decides whether the visitor may chat. What can be tidied is tidied, what cannot
be used is ignored, and the answer names it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.errors import InvalidField
from chalicelib.identity import emails, typed

NAME_CHARACTERS = 80
MOST_NAMED = 10  # unknown attributes, in an answer


class Attributes(NamedTuple):
    name: str | None
    email: str | None
    ignored: list[str]  # the names of those that were sent and are of no use


def usable(name: Any, email: Any, others: Mapping[str, Any]) -> Attributes:
    """An attribute that is missing, null or blank is not there; that is nothing to complain about."""
    ignored = [typed.line(other, 40) for other in list(others)[:MOST_NAMED]]
    usable_name, usable_email = usable_text(name), usable_text(email)
    if usable_email:
        try:
            usable_email = emails.displayed(usable_email)
        except InvalidField:
            usable_email = None
    if usable_email is None:
        ignored.insert(0, "email")
    if usable_name is None:
        ignored.insert(0, "name")
    shown = typed.line(usable_name, NAME_CHARACTERS) if usable_name else ""
    return Attributes(shown or None, usable_email or None, ignored)


def usable_text(value: Any) -> str | None:
    """ "" for what is not there; None for what is no text."""
    if value is None:
        return ""
    return typed.trimmed(value) if isinstance(value, str) else None
