"""Putting a backup back. Conversations that are missing are put back, each as a whole; one that is there stays.

A conversation's messages are put first and its row last, so one that has a row has all. Sites come last of all: without
its site no visitor is let in, so nobody can begin a conversation while one is put back under the same id.
"""

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from deployment.backup import doors, files, manifest
from deployment.backup.files import Item
from deployment.backup.logs import AT_ONCE, Log, last_id
from deployment.backup.manifest import BY_THEMSELVES, KEYS_FILE, LOGS, Manifest
from deployment.backup.place import Place
from deployment.backup.puts import delete_all, put_all
from deployment.backup.repair import APART_MS, begun_anew, listed, living, repaired
from deployment.backup.rows import logs, rows, team
from deployment.migrations import migration as migrations
from deployment.target import Tables
from devtools.console import Problem

TABLES = (*LOGS, *BY_THEMSELVES)
PAGE = 200  # conversations in memory at a time


def restore(place: Place, folder: Path, into_used: bool = False, with_keys: bool = False) -> Counter[str]:
    """Returns how many rows were put, by table; under "kept" the conversations that were there, under "over" those that
    have expired, under "repaired" those whose log had a hole, and 1 under "migrate" if a deployment must follow.

    Raises `Problem`, before anything is changed, if the backup is damaged or, without `into_used`, a table has rows.
    """
    said, done = checked(folder, with_keys), Counter[str]()
    used = [noun for noun in TABLES if has_rows(place.tables, noun)]
    if used and not into_used:
        raise Problem(
            f"There are rows already: {', '.join(used)}. With --yes, conversations that are missing are put back, and "
            "accounts, sites, blocks and the audit log as they were. Chat is switched off meanwhile."
        )
    if json.loads(place.schema.read()) != said.schema:
        place.schema.write(json.dumps(said.schema))
        done["migrate"] = 1
    doors.close(place.tables, place.settle_seconds)
    done += restore_logs(place.tables, folder, said)
    for noun in BY_THEMSELVES:
        done[noun] = put_all(place.tables, noun, rows(folder, said, noun))
    put_all(place.tables, "team", team(folder, said))
    if with_keys:
        place.keys.write((folder / KEYS_FILE).read_text(encoding="utf-8"))
    doors.open_again(place.tables)
    for noun in TABLES:
        verify(place.tables, noun, done[noun])
    return done


def checked(folder: Path, with_keys: bool) -> Manifest:
    said = manifest.read(folder)
    for part in said.parts.values():
        files.check(folder, part)
    newest = max((each.number for each in migrations.known()), default=0)
    if said.schema["needs"] > newest:
        raise Problem(f"This backup needs a later version of Porchlight: v{said.schema['by']} knows what is in it.")
    if with_keys and not said.with_keys:
        raise Problem("This backup has no signing keys. Leave --with-keys out: everybody signs in again.")
    return said


def has_rows(tables: Tables, noun: str) -> bool:
    return bool(tables.client.scan(TableName=tables.name(noun), Limit=1, ConsistentRead=True)["Items"])


def restore_logs(tables: Tables, folder: Path, said: Manifest) -> Counter[str]:
    done: Counter[str] = Counter()
    waiting = logs(folder, said)
    put = partial(put_log, tables, random.randrange(1, APART_MS))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while some := list(islice(waiting, PAGE)):
            for counted in pool.map(put, some):
                done += counted
    return done


def put_log(tables: Tables, offset: int, log: Log) -> Counter[str]:
    key = {"conversation_id": log.row["conversation_id"]}
    if "Item" in tables.client.get_item(TableName=tables.name("conversations"), Key=key, ConsistentRead=True):
        return Counter(kept=1)
    kept = living(log, int(time.time()))
    if kept is None:
        return Counter(over=1)
    whole = repaired(kept)
    delete_all(tables, "messages", beyond(tables, whole.row))
    messages = put_all(tables, "messages", whole.messages)
    put_all(tables, "conversations", [listed(begun_anew(whole.row, offset))])
    return Counter(conversations=1, messages=messages, repaired=int(whole.row != kept.row))


def beyond(tables: Tables, row: Item) -> list[Item]:
    """What another restore has left beyond the log's end, where the next message goes."""
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.name("messages"),
        KeyConditionExpression="conversation_id = :id AND #number > :last",
        ExpressionAttributeNames={"#number": "id"},
        ExpressionAttributeValues={":id": row["conversation_id"], ":last": {"N": str(last_id(row))}},
        ConsistentRead=True,
    )
    return [{name: item[name] for name in ("conversation_id", "id")} for page in pages for item in page["Items"]]


def verify(tables: Tables, noun: str, at_least: int) -> None:
    pages = tables.client.get_paginator("scan").paginate(
        TableName=tables.name(noun), Select="COUNT", ConsistentRead=True
    )
    there = sum(page["Count"] for page in pages)
    if there < at_least:
        raise Problem(f"{tables.name(noun)} has {there} rows, and {at_least} were put back. Run this again with --yes.")
