"""The index of the search, in which every word of a text is a row that has keys only.

A row's hash key is the site, the field and the first characters of the word, so that a site's writes are spread over
many keys and the words with one beginning are side by side. Its range key is the word, then the time, then where the
word is: so a word's places are read newest first, whether the word is known as a whole or by its beginning.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pynamodb.exceptions import PutError

from chalicelib.errors import Busy
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables.search import SearchRow

Field = Literal["message", "person"]  # person: the visitor's names and addresses, and the conversation's tags

PAIRED = "\u0e00"  # from here on, a single character may be looked for: its words are side by side too
END = "\U0010ffff"  # sorts behind every character of a word
LIST = "words"  # the range key of a list of words


class Place(NamedTuple):
    """Where a word is: places sort by time. `at`: epoch milliseconds. `id`: of the message; 0: the conversation."""

    at: int
    conversation_id: str
    id: int = 0

    @property
    def key(self) -> str:
        return f"{self.at:013d}#{self.conversation_id}#{self.id:010d}"


class Places(NamedTuple):
    """Places of a word, newest first. `complete`: there are no older ones."""

    places: list[Place]
    complete: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The words that the index has of a conversation, at which time, and the expiry of their rows. `version` counts the
    changes."""

    tokens: frozenset[str] = frozenset()
    at: int = 0
    version: int = 0
    expires_at: int | None = None


@retryable_as_busy()
def newest(site_id: str, field: Field, token: str, before: str | None, limit: int) -> Places:
    """Reads the places of a word that are older than the place with the key `before`. The result may lag."""
    first = f"{token} "
    rows = SearchRow.query(
        hash_key(site_id, field, token),
        SearchRow.place.between(first, f"{first}{before or END}"),
        scan_index_forward=False,
        limit=limit + 1,  # the place `before` itself may be among them
        page_size=limit + 1,
    )
    found = [place_of(row) for row in rows]
    return Places([place for place in found if place.key != before][:limit], complete=len(found) <= limit)


@retryable_as_busy()
def beginning_with(site_id: str, field: Field, start: str, limit: int, after: str = "") -> list[tuple[str, Place]]:
    """Reads words that begin so with their places, up to `limit`, ordered by the word and not by time. `after`: a word,
    whose places and those of the words before it are left out. The result may lag."""
    first = f"{after}!" if after else start  # "!" is the first character behind the space that ends a word
    rows = SearchRow.query(
        hash_key(site_id, field, start),
        SearchRow.place.between(first, f"{start}{END}"),
        limit=limit,
        page_size=limit,
    )
    return [(row.place.partition(" ")[0], place_of(row)) for row in rows]


@retryable_as_busy()
def put(site_id: str, field: Field, tokens: Iterable[str], place: Place, expires_at: int) -> None:
    """Stores the rows; those that exist stay as they are."""
    write(SearchRow(*row_key(site_id, field, token, place), expires_at=expires_at) for token in tokens)


@retryable_as_busy()
def delete(site_id: str, field: Field, tokens: Iterable[str], place: Place) -> None:
    """Deletes the rows, whether they exist or not."""
    write((SearchRow(*row_key(site_id, field, token, place)) for token in tokens), deleting=True)


@retryable_as_busy()
def listed(site_id: str, conversation_id: str) -> Listed:
    try:
        row = SearchRow.get(list_key(site_id, conversation_id), LIST, consistent_read=True)
    except SearchRow.DoesNotExist:
        return Listed()
    expires_at = None if row.expires_at is None else int(row.expires_at)
    return Listed(frozenset(row.tokens or ()), int(row.at or 0), int(row.version or 0), expires_at)


def replace_listed(site_id: str, place: Place, before: Listed, tokens: frozenset[str], expires_at: int | None) -> bool:
    """Stores these words of a conversation in place of the earlier ones, and the list of them, or nothing.

    Returns False if somebody else has changed the list since. Raises `Busy`.
    """
    unchanged = SearchRow.version == before.version if before.version else SearchRow.key.does_not_exist()
    moved = before.at != place.at
    removed = before.tokens if moved else before.tokens - tokens
    added = tokens if moved or expires_at != before.expires_at else tokens - before.tokens
    with retryable_as_busy(), Transaction() as transaction:
        for token in sorted(removed):
            earlier = place._replace(at=before.at)
            transaction.delete(SearchRow(*row_key(site_id, "person", token, earlier)))
        for token in sorted(added):
            transaction.save(SearchRow(*row_key(site_id, "person", token, place), expires_at=expires_at))
        # The list stays when it is empty, so that its version does not begin again: it has nothing of the visitor.
        row = list_row(site_id, place, tokens, before.version + 1, expires_at)
        transaction.save(row, condition=unchanged)
    return transaction.succeeded


def write(rows: Iterator[SearchRow], deleting: bool = False) -> None:
    try:
        with SearchRow.batch_write() as batch:
            for row in rows:
                (batch.delete if deleting else batch.save)(row)
    except PutError as error:
        if error.cause is None:  # how PynamoDB reports rows that stayed unprocessed
            raise Busy() from error
        raise


def hash_key(site_id: str, field: Field, token: str) -> str:
    return f"{site_id}#{field[0]}#{token[: 1 if token >= PAIRED else 2]}"


def row_key(site_id: str, field: Field, token: str, place: Place) -> tuple[str, str]:
    return hash_key(site_id, field, token), f"{token} {place.key}"


def list_key(site_id: str, conversation_id: str) -> str:
    return f"{site_id}#of#{conversation_id}"


def list_row(site_id: str, place: Place, tokens: frozenset[str], version: int, expires_at: int | None) -> SearchRow:
    key = list_key(site_id, place.conversation_id)
    return SearchRow(key, LIST, tokens=set(tokens) or None, at=place.at, version=version, expires_at=expires_at)


def place_of(row: SearchRow) -> Place:
    at, conversation_id, id = row.place.rpartition(" ")[2].split("#")
    return Place(int(at), conversation_id, int(id))
