"""Measures searches over many messages: how long they take on DynamoDB Local, and what they read.

The words of the messages are made up. They are as unequally frequent as those of a language (Zipf's law). Of the index
only those rows are stored whose keys begin as the words of the searches do: the others would take an hour, and no
search reads them.

    .venv/bin/python -m devtools.bench.search [MESSAGES]
"""

import itertools
import logging
import math
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any

from chalicelib.model import AdminCaller, Conversation, Message, now_ms
from chalicelib.search import finding
from chalicelib.storage import conversations, mapping
from chalicelib.storage.database import database
from chalicelib.storage.tables import MessageRow
from deployment.backup import search_index
from deployment.backup.batch_writes import put_all
from deployment.backup.conversations import Log
from deployment.tables import Tables, local_tables
from devtools.bench import stand_ins

VOCABULARY = 20_000
WORDS_OF_A_MESSAGE = 16  # of which 13 are different
MESSAGES_OF_A_CONVERSATION = 20
DAYS = 80
TIMES = 9
WRITERS = 3


def main() -> None:
    logging.disable()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with stand_ins.environment() as variables:
        site = stand_ins.create_site(variables)
        tables = local_tables(variables["PORCHLIGHT_DYNAMODB_ENDPOINT"], variables["PORCHLIGHT_TABLE_PREFIX"])
        caller = AdminCaller(site.site_id, "admin_1", "Maya", "session_1", "owner")
        chance = random.Random(7)
        vocabulary = list(islice(made_up(chance), VOCABULARY))
        leads = {word[:2] for text in queries(vocabulary).values() for word in text.replace(".", " ").split()}
        fill(tables, caller.site_id, vocabulary, count, chance, leads)
        for name, text in queries(vocabulary).items():
            print(measured(caller, name, text), flush=True)


def made_up(chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    for number in itertools.count():
        syllables = 1 + min(3, number // 300)
        word = "".join(chance.choice("bcdfghklmnprstvw") + chance.choice("aeiou") for _ in range(syllables))
        word += chance.choice("nrstlm")
        if word not in seen:
            seen.add(word)
            yield word


def fill(
    tables: Tables, site_id: str, vocabulary: list[str], count: int, chance: random.Random, leads: set[str]
) -> None:
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    began = now_ms() - DAYS * 86_400_000
    started = time.monotonic()
    with ThreadPoolExecutor(WRITERS) as pool:
        pending = []
        for number in range(-(-count // MESSAGES_OF_A_CONVERSATION)):
            id = f"c_{number:016d}"
            at = began + number * MESSAGES_OF_A_CONVERSATION * DAYS * 86_400_000 // count
            log = [
                Message(
                    id,
                    each,
                    f"client_{each}",
                    "visitor",
                    "v_1",
                    "Visitor",
                    " ".join(chance.choices(vocabulary, cum_weights=weights, k=WORDS_OF_A_MESSAGE)),
                    at + each,
                )
                for each in range(1, MESSAGES_OF_A_CONVERSATION + 1)
            ]
            name = f"{chance.choice(vocabulary[:3000]).title()} {chance.choice(vocabulary[:3000]).title()}"
            row = Conversation(
                id,
                site_id,
                "v_1",
                "Visitor",
                contact_name=name,
                contact_email=f"{name.replace(' ', '.').lower()}@x.example",
                created_at=at,
                last_id=len(log),
                last_at=at,
                changed=f"{at:013d}#{id}",
            )
            pending.append(pool.submit(store, tables, row, log, leads))
        for done, each in enumerate(pending):
            each.result()
            if done % 500 == 0:
                print(
                    f"{done * MESSAGES_OF_A_CONVERSATION} messages, {time.monotonic() - started:.0f} s", file=sys.stderr
                )


def store(tables: Tables, row: Conversation, log: list[Message], leads: set[str]) -> None:
    whole = Log(conversations.to_item(row), [mapping.item_of(MessageRow, each) for each in log])
    put_all(tables, "conversations", [whole.row])
    put_all(tables, "messages", whole.messages)
    index = search_index.rows_of(whole, with_messages=True)
    put_all(tables, "search", (each for each in index if each["key"]["S"].rpartition("#")[2] in leads))


def queries(vocabulary: list[str]) -> dict[str, str]:
    common, second, usual, rare, rarest = (vocabulary[rank] for rank in (0, 1, 200, 5_000, 19_000))
    return {
        "the most common word": f"{common} ",
        "a usual word": f"{usual} ",
        "a rare word": f"{rarest} ",
        "the two most common words": f"{common} {second} ",
        "a common and a rare word": f"{common} {rare} ",
        "two usual words": f"{usual} {vocabulary[300]} ",
        "three letters of a word": usual[:3] if len(usual) > 3 else f"{usual}",
        "four letters of a rare word": rare[:4],
        "two words, the second unfinished": f"{usual} {rare[:3]}",
        "an e-mail address": f"{vocabulary[400]}.{vocabulary[500]}@x.example",
        "a word that nobody has written": "zzzyx",
    }


def measured(caller: AdminCaller, name: str, text: str) -> str:
    with counted() as units:
        found = finding.search(caller, text, 20)
    milliseconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        finding.search(caller, text, 20)
        milliseconds.append((time.perf_counter() - started) * 1000)
    counts = f"{len(found.hits)} + {len(found.conversations)} | {found.more} | {len(units)} | {sum(units):.1f}"
    return f"| {name} | {counts} | {statistics.median(milliseconds):.0f} ms |"


@contextmanager
def counted() -> Iterator[list[float]]:
    """Yields the read units of each request made inside: one for 4 KB, half of that where the read may be stale. The
    store's own count is not that of AWS."""
    client: Any = database().client
    call, together, units = client.call, client.call_together, list[float]()

    def one(operation: str, parameters: dict[str, Any]) -> Any:
        answer = call(operation, parameters)
        requested = parameters.get("RequestItems", {}).values() or [parameters]
        strong = any(each.get("ConsistentRead") for each in requested)
        pages = [[each] for found in answer.get("Responses", {}).values() for each in found]
        pages = pages or [answer.get("Items", [])]
        units.append(sum(max(1, math.ceil(sum(map(size, page)) / 4096)) for page in pages) * (1 if strong else 0.5))
        return answer

    def several(operation: str, each: Sequence[dict[str, Any]]) -> Any:
        return [one(operation, parameters) for parameters in each]

    client.call, client.call_together = one, several
    try:
        yield units
    finally:
        client.call, client.call_together = call, together


def size(item: dict[str, dict[str, Any]]) -> int:
    """Bytes: names, and texts and numbers, of which the rows of the index and of conversations consist."""
    return sum(len(name.encode()) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


if __name__ == "__main__":
    main()
