"""The name and e-mail address that a page sends for its visitor besides the signed id. Admins see them.

They are not verified, and do not decide whether the visitor may chat. They are cleaned up where possible; what cannot
be used is ignored, and the answer names it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.errors import InvalidField
from chalicelib.identity import emails
from chalicelib.identity.text import single_line, trim
from chalicelib.model import Contact

NAME_CHARACTERS = 80
LANGUAGE_CHARACTERS = 35  # of a BCP 47 tag
ACCEPTED = re.compile(r"\s*([A-Za-z]{2,3})\b")
ACCEPTED_CHARACTERS = 500
MOST_LISTED = 10  # unknown attributes in an answer


class Attributes(NamedTuple):
    name: str | None
    email: str | None
    ignored: list[str]  # names of the attributes that were sent and cannot be used


def usable(name: object, email: object, unknown: Iterable[str]) -> Attributes:
    """Takes any JSON values; `unknown` has the names of further attributes. Missing, null and blank ones are not
    reported as ignored."""
    ignored = [single_line(other, 40) for other in list(unknown)[:MOST_LISTED]]
    usable_name, usable_email = text_of(name), text_of(email)
    if usable_email:
        try:
            usable_email = emails.displayed(usable_email)
        except InvalidField:
            usable_email = None
    if usable_email is None:
        ignored.insert(0, "email")
    if usable_name is None:
        ignored.insert(0, "name")
    shown = single_line(usable_name, NAME_CHARACTERS) if usable_name else ""
    return Attributes(shown or None, usable_email or None, ignored)


def usable_contact(name: object, email: object, language: object = None) -> Contact:
    """The contact that a page sends with a message. What cannot be used is left out: the message must not be lost."""
    usable_name, usable_email = text_of(name), text_of(email)
    try:
        address = emails.mailable(usable_email) if usable_email else None
    except InvalidField:
        address = None
    spoken = single_line(text_of(language) or "", LANGUAGE_CHARACTERS)
    return Contact(single_line(usable_name or "", NAME_CHARACTERS) or None, address, language=spoken)


def first_language(accepted: str) -> str:
    """The language that an Accept-Language header names first, without region or script: "pt" of "pt-BR, en;q=0.5"."""
    match = ACCEPTED.match(accepted)
    return match[1].lower() if match else ""


def accepted_languages(header: str) -> list[str]:
    """The languages of an Accept-Language header, in its order: browsers write the preferred ones first."""
    tags = (part.partition(";")[0].strip() for part in header[:ACCEPTED_CHARACTERS].split(","))
    return [tag for tag in tags if tag not in ("", "*")]


def text_of(value: object) -> str | None:
    """Returns "" for a missing value, None for one that is not a string."""
    if value is None:
        return ""
    return trim(value) if isinstance(value, str) else None
