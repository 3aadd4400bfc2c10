"""Text that people type or paste: one form for each thing, however it was written.

Passwords follow RFC 8265 (`passwords.py`) and e-mail addresses RFC 6531 and RFC 8265 (`emails.py`).
"""

import unicodedata

# Format characters that a name may need inside: joiners (emoji, Persian, Indic scripts) and the tags of flags.
JOINERS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
ZERO_WIDTH_JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)


def trimmed(text: str) -> str:
    """Without white space, control and invisible characters at either end. Copied text often brings some along."""
    first, last = 0, len(text)
    while first < last and is_blank(text[first]):
        first += 1
    while first < last and is_blank(text[last - 1]):
        last -= 1
    return text[first:last]


def is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Cs")


def line(text: str, most: int) -> str:
    """A name for one line: composed (NFC), single spaces, no control or direction characters, at most `most` code
    points. What was cut does not end inside a character that is made of several."""
    spaced = " ".join("".join(map(kept, unicodedata.normalize("NFC", text))).split())
    return trimmed(cut(trimmed(spaced), most))


def kept(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in JOINERS:
        return character
    return " " if character.isspace() else ""


def cut(text: str, most: int) -> str:
    end = most
    while 0 < end < len(text) and belongs_to_the_one_before(text, end):
        end -= 1
    return text[: end or most]


def belongs_to_the_one_before(text: str, index: int) -> bool:
    """An approximation of Unicode's grapheme clusters (UAX 29): marks, joiners, variation selectors, skin tones."""
    character = text[index]
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in JOINERS
        or ord(character) in SKIN_TONES
        or text[index - 1] == ZERO_WIDTH_JOINER
    )


def code(text: str) -> str:
    """A one-time or recovery code: digits of any script as 0 to 9, small letters, without spaces and dashes."""
    return "".join(map(code_character, unicodedata.normalize("NFKC", text))).lower()


def code_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category in ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pd") or character == "\u2212" else character
