"""What somebody looks for: the words of the query, all of which a text must have."""

import unicodedata
from dataclasses import dataclass

from chalicelib.errors import InvalidField
from chalicelib.search import words
from chalicelib.search.people import whole_email
from chalicelib.search.words import Word

QUERY_CHARACTERS = 200
MOST_LOOKUPS = 6  # the longest words; the others are looked for in the texts that have these


@dataclass(frozen=True, slots=True)
class Lookup:
    """A token of the index. `open`: any token that begins so."""

    token: str
    open: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query. `open`: it may be the beginning of a longer word."""

    text: str
    unspaced: bool
    open: bool

    def lookups(self) -> list[Lookup]:
        if self.unspaced and len(self.text) > 1:
            return [Lookup(self.text[at : at + 2], open=False) for at in range(len(self.text) - 1)]
        if self.unspaced or len(self.text) >= words.SHORTEST:
            return [Lookup(self.text[: words.TOKEN_CHARACTERS], self.open or self.unspaced)]
        return []

    def spans_in(self, word: Word) -> list[tuple[int, int]]:
        """Where it is in a word of a text."""
        if not self.unspaced:
            found = word.text.startswith(self.text) if self.open else word.text == self.text
            return [(word.start, word.end)] if found and not word.unspaced else []
        starts = [at for at in range(len(word.text)) if word.text.startswith(self.text, at)]
        return [(word.spans[at][0], word.spans[at + len(self.text) - 1][1]) for at in starts]


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...]
    email: str = ""  # the query, if it is an e-mail address or the beginning of one

    def message_lookups(self) -> list[Lookup]:
        return longest([lookup for term in self.terms for lookup in term.lookups()])

    def person_lookups(self) -> list[Lookup]:
        """Every word may be the beginning of a name. An address is looked for as a whole."""
        if self.email:
            return [Lookup(self.email, open=True)]
        return [Lookup(each.token, open=True) for each in self.message_lookups()]


def longest(lookups: list[Lookup]) -> list[Lookup]:
    return sorted(dict.fromkeys(lookups), key=lambda each: len(each.token), reverse=True)[:MOST_LOOKUPS]


def parse(text: str) -> Query:
    """Raises `InvalidField` (`search_too_short`, `search_too_long`)."""
    if len(text) > QUERY_CHARACTERS:
        raise InvalidField("search_too_long", "q", f"Search for at most {QUERY_CHARACTERS} characters.")
    end = len(unicodedata.normalize("NFC", text))
    found = words.words(text)
    terms = dict.fromkeys(Term(each.text, each.unspaced, open=each.end == end) for each in found)
    if not any(term.lookups() for term in terms):
        raise InvalidField("search_too_short", "q", "Search for a word of at least two letters.")
    stripped = text.strip()
    is_email = "@" in stripped[words.SHORTEST :] and not any(map(str.isspace, stripped))
    return Query(tuple(terms), whole_email(stripped) if is_email else "")


def matches(query: Query, texts: list[Word], beginnings: bool = False) -> bool:
    """Whether a text has all terms. `beginnings`: each of them may be the beginning of a word."""
    return all(any(spans(term, word, beginnings) for word in texts) for term in query.terms)


def spans(term: Term, word: Word, beginnings: bool) -> list[tuple[int, int]]:
    return (Term(term.text, term.unspaced, True) if beginnings else term).spans_in(word)
