"""Copies the tables and settings into a new folder: conversations, accounts, sites, blocks, the audit log."""

import argparse
from datetime import datetime, timezone
from pathlib import Path

from deployment import where
from deployment.backup import making
from deployment.backup.place import chosen
from devtools import folders
from devtools.console import Problem, complain, say, step


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_arguments(parser)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="a new one; it holds secrets: guard it"
    )
    parser.add_argument("--with-keys", action="store_true", help="also the signing keys: sessions outlive a restore")


def command(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.to.resolve()
    if arguments.local and not folders.tables(arguments.data).is_dir():
        raise Problem(f"There is no state of a run in {arguments.data}.")
    with chosen(arguments) as place, step(f"Backup of {place.name}") as shown:
        manifest, damaged = making.make(place, folder, arguments.with_keys)
        shown.done_with = ", ".join(f"{part.rows} {noun}" for noun, part in manifest.parts.items())
    began = datetime.fromtimestamp(manifest.began_at / 1000, timezone.utc)
    say(f"In {folder} is what there was at {began:%Y-%m-%d %H:%M:%S} UTC, password hashes and secrets too: guard it.")
    for id in damaged:
        complain(f"The log of {id} has a hole. It is in the backup as it is; see docs/operations.md.")
    return 0
