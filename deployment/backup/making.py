"""Making a backup: every table that holds what cannot be made again, row by row, into files."""

import json
from pathlib import Path

from chalicelib.model import now_ms
from deployment.backup import files, logs
from deployment.backup.manifest import BY_THEMSELVES, KEYS_FILE, Manifest, Part
from deployment.backup.place import Place
from deployment.target import Tables
from devtools.console import Problem


def make(place: Place, folder: Path, with_keys: bool = False) -> tuple[Manifest, list[str]]:
    """Returns the manifest, and the ids of conversations whose log has a hole. Raises `Problem` if there is something
    in the folder already."""
    prepare(folder)
    began_at, parts, schema = now_ms(), dict[str, Part](), json.loads(place.schema.read())
    damaged = write_logs(place.tables, folder, parts)
    for noun in BY_THEMSELVES:
        with files.written(folder, noun, parts) as file:
            for item in place.tables.scanned(noun):
                file.write(item)
    if with_keys:
        path = folder / KEYS_FILE
        path.touch(mode=0o600)
        path.write_text(place.keys.read(), encoding="utf-8")
    manifest = Manifest(place.name, place.tables.prefix, began_at, now_ms(), with_keys, schema, parts)
    manifest.write(folder)
    return manifest, damaged


def prepare(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Problem(f"{folder} is not empty. Choose a new folder for each backup.")


def write_logs(tables: Tables, folder: Path, parts: dict[str, Part]) -> list[str]:
    damaged = []
    with (
        files.written(folder, "conversations", parts) as conversations,
        files.written(folder, "messages", parts) as messages,
    ):
        for log in logs.logs(tables):
            conversations.write(log.row)
            for message in log.messages:
                messages.write(message)
            if log.holes:
                damaged.append(log.row["conversation_id"]["S"])
    return damaged
