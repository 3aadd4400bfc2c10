"""Puts a backup back into a stage, or into a run's folder on this machine. Run again, it goes on where it was."""

import argparse
from pathlib import Path

from deployment import where
from deployment.backup.place import chosen
from deployment.backup.restoring import restore
from devtools.console import say, step


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_arguments(parser)
    parser.add_argument("--from", dest="folder", type=Path, required=True, metavar="FOLDER", help="of the backup")
    parser.add_argument(
        "--yes", action="store_true", help="although there are rows already: what is missing is put back"
    )
    parser.add_argument("--with-keys", action="store_true", help="also the signing keys, over those that are there")


def command(arguments: argparse.Namespace) -> int:
    with chosen(arguments) as place, step(f"Restore into {place.name}") as shown:
        done = restore(place, arguments.folder.resolve(), arguments.yes, arguments.with_keys)
        shown.done_with = ", ".join(f"{count} {noun}" for noun, count in done.items() if noun != "migrate")
    if done["repaired"]:
        say(f"{done['repaired']} conversations had a hole in their log: they begin after it.")
    if done["migrate"]:
        say("The backup is of another version: deploy once more, which brings its rows up to date.")
    return 0
