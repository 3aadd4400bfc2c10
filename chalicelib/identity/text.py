"""Normalizing text that people type or paste.

Passwords follow RFC 8265 (accounts/passwords.py) and e-mail addresses RFC 6531 and RFC 8265 (emails.py).
"""

import hmac
import unicodedata
from functools import cache
from typing import Literal, Protocol

# Format characters that a name may need inside: joiners (emoji, Persian, Indic scripts) and the tags of flags.
JOINERS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
ZERO_WIDTH_JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)


class Profile(Protocol):
    def enforce(self, value: str) -> str: ...


@cache
def precis_profile(name: Literal["OpaqueString", "UsernameCaseMapped"]) -> Profile:
    """A profile of RFC 8265. The library is imported when one is needed: most processes see plain ASCII only."""
    from precis_i18n import get_profile

    profile: Profile = get_profile(name)
    return profile


def trim(text: str) -> str:
    """Removes white space, control and invisible characters at both ends. Copied text often contains them."""
    first, last = 0, len(text)
    while first < last and is_blank(text[first]):
        first += 1
    while first < last and is_blank(text[last - 1]):
        last -= 1
    return text[first:last]


def is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Cs")


def single_line(text: str, most: int) -> str:
    """Returns a name for one line: composed (NFC), single spaces, no control or direction characters, and at most
    `most` code points. A character that consists of several code points is not cut in two."""
    spaced = " ".join("".join(map(visible, unicodedata.normalize("NFC", text))).split())
    return trim(cut(trim(spaced), most))


def visible(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in JOINERS:
        return character
    return " " if character.isspace() else ""


def cut(text: str, most: int) -> str:
    end = most
    while 0 < end < len(text) and continues_character(text, end):
        end -= 1
    return text[: end or most]


def continues_character(text: str, index: int) -> bool:
    """An approximation of Unicode's grapheme clusters (UAX 29): marks, joiners, variation selectors, skin tones."""
    character = text[index]
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in JOINERS
        or ord(character) in SKIN_TONES
        or text[index - 1] == ZERO_WIDTH_JOINER
    )


def same_secret(one: str, other: str) -> bool:
    """Compares in a time that tells nothing of the texts. Callers may send any characters."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))
