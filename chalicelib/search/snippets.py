"""The part of a message's text around what was found, in pieces."""

import unicodedata
from dataclasses import dataclass

from chalicelib.search.plain_text import unformatted
from chalicelib.search.terms import Query, matches
from chalicelib.search.words import Word, words

SNIPPET_CHARACTERS = 160
BEFORE_CHARACTERS = 40  # of the text before the first match
CUT = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    match: bool = False


def snippet(text: str, query: Query, formatted: bool = False) -> list[Piece]:
    """Begins shortly before the first match, at the beginning of a word if one is near. Every match in it is marked.

    Of a formatted text it has the words that are shown, unless what was found is in the address of a link.
    """
    plain = unformatted(text) if formatted else text
    found = words(plain)
    if not matches(query, found):
        plain, found = text, words(text)
    return cut(unicodedata.normalize("NFC", plain), marks_in(found, query))


def marks_in(words: list[Word], query: Query) -> list[tuple[int, int]]:
    return merged(sorted({span for term in query.terms for word in words for span in term.spans_in(word)}))


def cut(composed: str, marks: list[tuple[int, int]]) -> list[Piece]:
    first, last = marks[0] if marks else (0, 0)
    start = beginning(composed, first)
    end = ending(composed, max(last, start + SNIPPET_CHARACTERS))
    pieces = [Piece(CUT)] if start else []
    at = start
    for mark_start, mark_end in marks:
        if mark_end <= end:
            pieces += [Piece(composed[at:mark_start]), Piece(composed[mark_start:mark_end], match=True)]
            at = mark_end
    pieces.append(Piece(composed[at:end]))
    if end < len(composed):
        pieces.append(Piece(CUT))
    return joined(pieces)


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap become one."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def beginning(text: str, first: int) -> int:
    start = max(0, first - BEFORE_CHARACTERS)
    if start == 0:
        return 0
    space = next((at for at in range(start, first) if text[at].isspace()), None)
    return start if space is None else space + 1


def ending(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = next((at for at in range(end, end - BEFORE_CHARACTERS, -1) if text[at].isspace()), None)
    if space is not None:
        return space
    while end < len(text) and unicodedata.combining(text[end]):  # a letter keeps its marks
        end += 1
    return end


def joined(pieces: list[Piece]) -> list[Piece]:
    """In one line; neighbours that are no match are one piece."""
    result: list[Piece] = []
    for piece in pieces:
        text = "".join(" " if character.isspace() else character for character in piece.text)
        if not text:
            continue
        if result and not piece.match and not result[-1].match:
            result[-1] = Piece(result[-1].text + text)
        else:
            result.append(Piece(text, piece.match))
    return result
