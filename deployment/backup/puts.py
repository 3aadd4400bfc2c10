"""Putting rows: many at once, each until the table has taken it."""

import random
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from deployment.backup.files import Item
from deployment.target import Tables
from devtools.console import Problem

AT_ONCE = 25  # BatchWriteItem's own limit
ATTEMPTS = 12
LONGEST_PAUSE = 5.0


def put_all(tables: Tables, noun: str, items: Iterable[Item]) -> int:
    """Puts rows over what has the same key. Returns how many."""
    return sum(write(tables, noun, [{"PutRequest": {"Item": item}} for item in some]) for some in batches(items))


def delete_all(tables: Tables, noun: str, keys: Iterable[Item]) -> int:
    return sum(write(tables, noun, [{"DeleteRequest": {"Key": key}} for key in some]) for some in batches(keys))


def write(tables: Tables, noun: str, requests: list[dict[str, Any]]) -> int:
    name = tables.name(noun)
    left = requests
    for attempt in range(ATTEMPTS):
        left = tables.client.batch_write_item(RequestItems={name: left})["UnprocessedItems"].get(name, [])
        if not left:
            return len(requests)
        time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.05 * 2**attempt)))
    raise Problem(f"The table {name} takes no more rows for now. Run this again with --yes: it goes on from there.")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
