"""Restores a backup to a stage, or to the data folder of a run on this machine. If it is interrupted, run it again."""

import argparse
import random
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from deployment.backup import conversations, search_index
from deployment.backup.archive import (
    COUNTERS,
    KEYS_FILE,
    LOGS,
    SIMPLE,
    Manifest,
    check_files,
    read_items,
    read_logs,
    read_manifest,
)
from deployment.backup.batch_writes import delete_all, put_all, put_missing
from deployment.backup.conversations import Log, expired
from deployment.backup.store import KeyFile, Store, chosen_store
from deployment.tables import Item, Tables
from deployment.target import add_target_arguments
from devtools.console import Problem, say, step

TABLES = (COUNTERS, *LOGS, *SIMPLE)
PAGE = 200  # conversations in memory at a time
MAX_ID = 10**30
DISABLED = "restoring"  # attribute of a site that a restore has disabled
# Attributes that are not restored. A password reset link may have been used since the backup.
OMITTED = {"admins": ("reset_hash", "reset_until"), "sites": (DISABLED,)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_target_arguments(parser)
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, metavar="FOLDER", help="folder of the backup"
    )
    parser.add_argument("--yes", action="store_true", help="restore missing rows to tables that are not empty")
    parser.add_argument("--with-keys", action="store_true", help="replace the signing keys with those of the backup")


def command(arguments: argparse.Namespace) -> int:
    with chosen_store(arguments) as store, step(f"Restore to {store.name}") as shown:
        done = restore(store, arguments.folder.resolve(), arguments.yes, arguments.with_keys)
        shown.done_with = ", ".join(f"{count} {noun}" for noun, count in done.items())
    if done["repaired"]:
        say(f"Messages were missing in {done['repaired']} conversations, which now begin after the last missing one.")
    return 0


def restore(store: Store, folder: Path, into_used: bool = False, with_keys: bool = False) -> Counter[str]:
    """Restores missing conversations completely. Existing ones stay as they are.

    Messages are written before their conversation's row, so a conversation that has a row is complete. Sites are
    written last, and existing ones are disabled meanwhile, so that no visitor starts a conversation with an id that is
    being restored.

    Returns the number of restored rows by table, and of conversations that exist ("kept"), have expired ("expired"), or
    had missing messages ("repaired").

    Raises `Problem` before anything is changed if the backup is damaged, or if tables have rows and `into_used` is off.
    """
    manifest, done = checked_manifest(folder, with_keys), Counter[str]()
    used = [noun for noun in TABLES if has_rows(store.tables, noun)]
    if used and not into_used:
        raise Problem(
            f"There are rows already: {', '.join(used)}. With --yes, missing conversations are restored, and accounts, "
            "sites, blocks and the audit log are replaced by those of the backup. Sites are disabled meanwhile."
        )
    disable_sites(store.tables, store.site_cache_seconds)
    # Before the messages, which the stream's function then does not count again. Existing rows stay.
    done[COUNTERS] = put_missing(store.tables, COUNTERS, "owner", simple_items(folder, manifest, COUNTERS))
    done += restore_logs(store.tables, folder, manifest)
    for noun in SIMPLE:
        done[noun] = put_all(store.tables, noun, simple_items(folder, manifest, noun))
    put_all(store.tables, "team", team_items(folder, manifest))
    if with_keys:
        store.keys.write(KeyFile(folder / KEYS_FILE).read())
    enable_sites(store.tables)
    store.publish()
    for noun in TABLES:
        verify_count(store.tables, noun, done[noun])
    return done


def checked_manifest(folder: Path, with_keys: bool) -> Manifest:
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    if with_keys and not manifest.with_keys:
        raise Problem("This backup has no signing keys. Without --with-keys, all sessions end.")
    return manifest


def has_rows(tables: Tables, noun: str) -> bool:
    return bool(tables.client.scan(TableName=tables.name(noun), Limit=1, ConsistentRead=True)["Items"])


def disable_sites(tables: Tables, cache_seconds: float) -> None:
    """Returns when no function uses a cached site that is still enabled."""
    enabled = [site for site in tables.items("sites") if site.get("enabled", {}).get("BOOL")]
    for site in enabled:
        update_site(tables, site, "SET enabled = :value, #mark = :mark", {":value": False, ":mark": True})
    if enabled:
        time.sleep(cache_seconds)


def enable_sites(tables: Tables) -> None:
    """Enables the sites that this restore, or an interrupted one, has disabled."""
    for site in tables.items("sites"):
        if DISABLED in site:
            update_site(tables, site, "SET enabled = :value REMOVE #mark", {":value": True})


def update_site(tables: Tables, site: Item, expression: str, values: dict[str, bool]) -> None:
    tables.client.update_item(
        TableName=tables.name("sites"),
        Key={"site_id": site["site_id"]},
        UpdateExpression=expression,
        ExpressionAttributeNames={"#mark": DISABLED},
        ExpressionAttributeValues={name: {"BOOL": value} for name, value in values.items()},
    )


def restore_logs(tables: Tables, folder: Path, manifest: Manifest) -> Counter[str]:
    done: Counter[str] = Counter()
    logs = read_logs(folder, manifest)
    restore_one = partial(restore_log, tables, random.randrange(1, 1000), sites_without_index(folder, manifest))
    with ThreadPoolExecutor(conversations.PARALLEL_READS) as pool:
        while page := list(islice(logs, PAGE)):
            for counted in pool.map(restore_one, page):
                done += counted
    return done


def sites_without_index(folder: Path, manifest: Manifest) -> set[str]:
    """The sites whose messages are not indexed for the search."""
    sites = read_items(folder, manifest, "sites")
    return {each["site_id"]["S"] for each in sites if not each.get("search_messages", {"BOOL": True})["BOOL"]}


def restore_log(tables: Tables, offset_ms: int, unsearched: set[str], log: Log) -> Counter[str]:
    if conversations.get_conversation(tables, log.row) is not None:
        return Counter(kept=1)
    current = conversations.without_expired(log, int(time.time()))
    if current is None:
        return Counter(expired=1)
    whole = conversations.repaired(current)
    ends = {"messages": conversations.last_id(whole.row), "desk": conversations.desk_id(whole.row)}
    for noun, end in ends.items():
        # What another restore left beyond the log's end, where the next entry is stored.
        beyond = conversations.items_between(tables, noun, whole.row, end + 1, MAX_ID)
        delete_all(tables, noun, ({name: item[name] for name in ("conversation_id", "id")} for item in beyond))
    messages, desk = put_all(tables, "messages", whole.messages), put_all(tables, "desk", whole.desk)
    row = conversations.with_new_creation_time(whole.row, offset_ms)
    put_all(tables, "search", search_index.rows_of(whole._replace(row=row), row["site_id"]["S"] not in unsearched))
    put_all(tables, "conversations", [conversations.with_index_keys(row)])
    return Counter(conversations=1, messages=messages, desk=desk, repaired=int(whole.row != current.row))


def simple_items(folder: Path, manifest: Manifest, noun: str) -> Iterator[Item]:
    """The rows of a table whose rows are independent, without expired ones."""
    now = int(time.time())
    for item in read_items(folder, manifest, noun):
        if expired(item, now):
            continue
        kept = {name: value for name, value in item.items() if name not in OMITTED.get(noun, ())}
        # A new version makes the functions read a site's blocks again.
        yield {**kept, "blocks_version": {"S": secrets.token_hex(4)}} if "blocks_version" in kept else kept


def team_items(folder: Path, manifest: Manifest) -> Iterator[Item]:
    """The team rows, derived from the accounts, so that owners see every account. An account has one at each of its
    sites."""
    for admin in read_items(folder, manifest, "admins"):
        for site_id in admin["sites"]["M"]:
            yield {"site_id": {"S": site_id}, **{name: admin[name] for name in ("admin_id", "email")}}


def verify_count(tables: Tables, noun: str, at_least: int) -> None:
    table = tables.name(noun)
    pages = tables.client.get_paginator("scan").paginate(TableName=table, Select="COUNT", ConsistentRead=True)
    count = sum(page["Count"] for page in pages)
    if count < at_least:
        raise Problem(f"{table} has {count} rows, and {at_least} were restored. Run this again with --yes.")
