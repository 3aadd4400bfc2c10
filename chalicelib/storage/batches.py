"""Reading many rows of a table at once, by their keys."""

import random
import time
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from pynamodb.constants import KEYS, RESPONSES, UNPROCESSED_KEYS

from chalicelib.errors import Busy
from chalicelib.storage.tables import Row

AT_ONCE = 100  # BatchGetItem's own limit
ATTEMPTS = 4
PAUSE_SECONDS = 0.05  # before the second attempt at most; doubled for each further one

R = TypeVar("R", bound=Row)


def read(kind: type[R], keys: Iterable[str]) -> list[R]:
    """Reads the rows with these keys strongly, in any order. Those that do not exist are left out.

    DynamoDB may leave some of the keys for later. PynamoDB's `batch_get` would ask for them again without a pause and
    without an end. Raises `Busy` when some are left after a few attempts.
    """
    name = next(each.attr_name for each in kind.get_attributes().values() if each.is_hash_key)
    found: list[R] = []
    some: Any  # keys as DynamoDB writes them
    waiting = iter(dict.fromkeys(keys))
    while page := list(islice(waiting, AT_ONCE)):
        some = [{name: {"S": key}} for key in page]
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, PAUSE_SECONDS * 2 ** (attempt - 1)))
            answer = kind._get_connection().batch_get_item(some, consistent_read=True)
            found += [kind.from_raw_data(item) for item in answer[RESPONSES].get(kind.Meta.table_name, [])]
            some = answer.get(UNPROCESSED_KEYS, {}).get(kind.Meta.table_name, {}).get(KEYS, [])
            if not some:
                break
        else:
            raise Busy()
    return found
