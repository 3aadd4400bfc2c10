"""A formatted text without its signs: the words that the pages show for it. `client/ui/formatting.js` has the same
rules; tests/wire/unformatted.json holds both to them."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

# Emphasis begins and ends at a word's edge, so that "2*3*4" and "snake_case_name" stay as they are.
BEFORE, AFTER = r"(?<![\w*])", r"(?![\w*])"
INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<address>[^\s()<>\"`\\]+)\)"
    r"|(?P<bare>(?:https?://|mailto:)\S+)"
    rf"|{BEFORE}\*\*(?P<strong>\S(?:[^\n]*?\S)??)\*\*{AFTER}"
    rf"|{BEFORE}(?P<mark>[*_])(?P<em>[^\s*_](?:[^\n*_]*[^\s*_])?)(?P=mark){AFTER}",
    re.IGNORECASE,
)
FENCE = re.compile(r"``` *")
DEPTH = 4  # of emphasis inside emphasis: a line of nothing but asterisks has a thousand


def unformatted(text: str) -> str:
    """Signs without a partner, and those of lists, stay."""
    return "\n".join(shown_lines(text.split("\n")))


def shown_lines(lines: list[str]) -> Iterator[str]:
    fences = [at for at, line in enumerate(lines) if FENCE.fullmatch(line)]
    at = 0
    while at < len(lines):
        end = next((each for each in fences if each > at), -1) if at in fences else -1
        if end > at:
            yield from lines[at + 1 : end]
            at = end
        else:
            yield without_signs(lines[at])
        at += 1


def without_signs(line: str, depth: int = DEPTH) -> str:
    return INLINE.sub(lambda found: words_of(found, depth - 1), line) if depth else line


def words_of(found: re.Match[str], depth: int) -> str:
    if found["code"] is not None:
        return found["code"]
    if (inside := found["strong"] or found["em"]) is not None:
        return without_signs(inside, depth)
    if found["label"] is not None and is_link(found["address"]):
        return found["label"]
    return found[0]  # an address: nothing in it is emphasis


def is_link(address: str) -> bool:
    """As `safeUrl` in `client/ui/linkify.js`."""
    if any(unicodedata.category(each) == "Cf" for each in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[^@\s]+@[^@\s%]+", parts.path))
    return parts.scheme in ("http", "https") and bool(parts.netloc) and "@" not in parts.netloc
