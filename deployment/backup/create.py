"""Backs up conversations, accounts, sites, blocks, the audit log and the reports to a new folder."""

import argparse
from datetime import datetime, timezone
from pathlib import Path

from chalicelib.model import now_ms
from deployment.backup.archive import COUNTERS, KEYS_FILE, SIMPLE, Manifest, TableFile, table_file
from deployment.backup.conversations import all_logs
from deployment.backup.store import KeyFile, Store, chosen_store
from deployment.tables import Tables
from deployment.target import add_target_arguments
from devtools import folders
from devtools.console import Problem, complain, say, step


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_target_arguments(parser)
    to = "a new folder; the backup contains secrets: protect it"
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help=to)
    keys = "include the signing keys: visitors keep their conversations after a restore to another stage"
    parser.add_argument("--with-keys", action="store_true", help=keys)


def command(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.to.resolve()
    if arguments.local and not folders.tables(arguments.data).is_dir():
        raise Problem(f"{arguments.data} has no data of a run.")
    with chosen_store(arguments) as store, step(f"Backup of {store.name}") as shown:
        manifest, damaged = create_backup(store, folder, arguments.with_keys)
        shown.done_with = ", ".join(f"{part.rows} {noun}" for noun, part in manifest.parts.items())
    began = datetime.fromtimestamp(manifest.began_at / 1000, timezone.utc)
    say(f"{folder} has the state of {began:%Y-%m-%d %H:%M:%S} UTC, with password hashes and other secrets: protect it.")
    for id in damaged:
        complain(f"Messages are missing in the conversation {id}. It is backed up as it is; see docs/operations.md.")
    return 0


def create_backup(store: Store, folder: Path, with_keys: bool = False) -> tuple[Manifest, list[str]]:
    """Returns the manifest, and the ids of conversations with missing messages.

    Raises `Problem` if the folder is not empty.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Problem(f"{folder} is not empty. Choose a new folder for each backup.")
    began_at, parts = now_ms(), dict[str, TableFile]()
    write_rows(store.tables, folder, COUNTERS, parts)
    damaged = write_logs(store.tables, folder, parts)
    for noun in SIMPLE:
        write_rows(store.tables, folder, noun, parts)
    if with_keys:
        KeyFile(folder / KEYS_FILE).write(store.keys.read())
    manifest = Manifest(store.name, store.tables.prefix, began_at, now_ms(), with_keys, parts)
    manifest.write(folder)
    return manifest, damaged


def write_rows(tables: Tables, folder: Path, noun: str, parts: dict[str, TableFile]) -> None:
    with table_file(folder, noun, parts) as file:
        for item in tables.items(noun):
            file.write(item)


def write_logs(tables: Tables, folder: Path, parts: dict[str, TableFile]) -> list[str]:
    damaged = []
    with (
        table_file(folder, "conversations", parts) as conversations,
        table_file(folder, "messages", parts) as messages,
        table_file(folder, "desk", parts) as desk,
    ):
        for log in all_logs(tables):
            conversations.write(log.row)
            for message in log.messages:
                messages.write(message)
            for entry in log.desk:
                desk.write(entry)
            if log.has_gaps:
                damaged.append(log.row["conversation_id"]["S"])
    return damaged
