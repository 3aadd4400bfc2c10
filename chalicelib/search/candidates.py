"""Where the words of a query may be, by the index: newest first, and with a limit on what is read.

Each word's newest places are read, all words at the same time. The rarest word says where to look; the others leave out
places as far back as they were read. What is left is a candidate: whoever reads the text knows.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from itertools import groupby
from typing import NamedTuple

from chalicelib.model import now_ms
from chalicelib.search.terms import Lookup
from chalicelib.search.texts import REACH_SECONDS
from chalicelib.storage import search
from chalicelib.storage.search import Field, Place

PLACES = 400  # of a word, read at once: nine of them are 1 KB, so 5 read units
SCANNED = 200  # places that are read to find the words with a beginning, at once ...
SCANS = 6  # ... and how often
MOST_WORDS = 30  # with one beginning
PARALLEL = 8


class Found(NamedTuple):
    """Places of a word, newest first. Below the key `floor` there may be more; "": there are none.

    `partial`: there are more words with this beginning, whose places may be anywhere.
    """

    places: list[Place]
    floor: str
    partial: bool = False


def find(site_id: str, field: Field, lookups: list[Lookup], before: str | None = None) -> Found:
    """Returns the places at which all of them may be. `before`: the key of a place; only older ones are returned."""
    whole, open = ([each for each in lookups if each.open == is_open] for is_open in (False, True))
    found = at_once([partial(of_lookup, site_id, field, each, before) for each in whole])
    if all(each.floor for each in found):  # otherwise all places of a word are known, and the texts will tell
        found += at_once([partial(of_lookup, site_id, field, each, before) for each in open])
    known = [each for each in found if not each.partial]
    if not known:
        return min(found, key=lambda each: len(each.places))
    rarest = min(known, key=lambda each: (each.floor, len(each.places)))
    others = [(each.floor, {place.key for place in each.places}) for each in known if each is not rarest]
    kept = [place for place in rarest.places if all(place.key < floor or place.key in keys for floor, keys in others)]
    return Found(kept, rarest.floor)


def of_lookup(site_id: str, field: Field, lookup: Lookup, before: str | None) -> Found:
    if not lookup.open:
        return within_reach(field, of_word(site_id, field, before, lookup.token))
    return within_reach(field, of_beginning(site_id, field, lookup.token, before))


def of_word(site_id: str, field: Field, before: str | None, token: str) -> Found:
    places, complete = search.newest(site_id, field, token, before, PLACES)
    return Found(places, "" if complete else places[-1].key)


def of_beginning(site_id: str, field: Field, start: str, before: str | None) -> Found:
    """Steps from word to word: a word with many places is read by itself, its newest ones first."""
    read: list[Place] = []
    long: list[str] = []  # words with more places than were read
    seen, after, partial_ = 0, "", True
    for _ in range(SCANS):
        rows = search.beginning_with(site_id, field, start, SCANNED, after)
        groups = [(token, [place for _, place in group]) for token, group in groupby(rows, key=lambda row: row[0])]
        if len(rows) < SCANNED:
            partial_ = False
        elif groups:
            after = groups.pop()[0]
            long.append(after)
        read += [place for _, places in groups for place in places]
        seen += len(groups)
        if not partial_ or seen + len(long) >= MOST_WORDS:
            break
    more = at_once([partial(of_word, site_id, field, before, token) for token in long])
    floor = max((each.floor for each in more), default="")
    places = {
        *(each for each in read if before is None or each.key < before),
        *(p for each in more for p in each.places),
    }
    newest = sorted((each for each in places if each.key >= floor), reverse=True)
    return Found(newest, floor, partial_)


def at_once(reads: list[Callable[[], Found]]) -> list[Found]:
    """Makes reads at the same time, in the context of the call: its log line and its metrics count them."""
    if len(reads) == 1:
        return [reads[0]()]
    with ThreadPoolExecutor(PARALLEL) as pool:
        pending = [pool.submit(copy_context().run, each) for each in reads]
        return [each.result() for each in pending]


def within_reach(field: Field, found: Found) -> Found:
    """TTL deletes late: places of messages that are too old may still be there."""
    if field == "person":
        return found
    oldest = now_ms() - REACH_SECONDS * 1000
    kept = [each for each in found.places if each.at >= oldest]
    return found._replace(places=kept, floor=found.floor if len(kept) == len(found.places) else "")
