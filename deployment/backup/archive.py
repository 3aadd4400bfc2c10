"""The folder of a backup: one file for each table, and `manifest.json`, which is written last.

A table's file has one row a line, in the format of DynamoDB's own export: `{"Item": {...}}`, compressed with gzip. Only
its owner can read it.
"""

import dataclasses
import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TextIO

from deployment.backup.conversations import Log
from deployment.tables import Item
from devtools.console import Problem

FORMAT = "porchlight-backup"
VERSION = 1
MANIFEST_FILE = "manifest.json"
KEYS_FILE = "signing-key"

LOGS = ("conversations", "messages", "desk")  # all in the same order: conversation by conversation
COUNTERS = "reports"  # read and restored before the logs: what is counted so far is never more than the log has
SIMPLE = ("audit", "blocks", "admins", "sites")  # tables whose rows are independent; sites are restored last


@dataclass(frozen=True, slots=True)
class TableFile:
    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Times are in epoch milliseconds."""

    source: str
    prefix: str
    began_at: int
    ended_at: int
    with_keys: bool
    parts: dict[str, TableFile] = field(default_factory=dict)  # by table

    def write(self, folder: Path) -> None:
        document = {"format": FORMAT, "version": VERSION, **dataclasses.asdict(self)}
        unfinished = folder / f"{MANIFEST_FILE}.part"
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        unfinished.rename(folder / MANIFEST_FILE)


def read_manifest(folder: Path) -> Manifest:
    """Raises `Problem` unless the folder has a complete backup in a format version that this code supports."""
    try:
        document = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"{folder} has no finished backup: there is no {MANIFEST_FILE}.") from None
    except ValueError:
        raise Problem(f"{folder / MANIFEST_FILE} is damaged.") from None
    if document.pop("format", None) != FORMAT:
        raise Problem(f"{folder} is not a backup of Porchlight.")
    if (version := document.pop("version", None)) != VERSION:
        raise Problem(f"This backup has version {version} of its format; this Porchlight reads version {VERSION}.")
    parts = {noun: TableFile(**part) for noun, part in document.pop("parts").items()}
    return Manifest(**document, parts=parts)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises `Problem` if a file is missing or differs from what was written."""
    for part in manifest.parts.values():
        path = folder / part.file
        if not path.is_file():
            raise Problem(f"{path} is missing.")
        if digest(path) != part.sha256:
            raise Problem(f"{path} is damaged: its checksum differs from the manifest's.")


class TableWriter:
    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.rows = 0

    def write(self, item: Item) -> None:
        self.file.write(json.dumps({"Item": item}, ensure_ascii=False, separators=(",", ":")) + "\n")
        self.rows += 1


@contextmanager
def table_file(folder: Path, noun: str, parts: dict[str, TableFile]) -> Iterator[TableWriter]:
    """Adds the file to `parts` when it is complete."""
    path = folder / f"{noun}.jsonl.gz"
    path.touch(mode=0o600)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
        writer = TableWriter(file)
        yield writer
    parts[noun] = TableFile(path.name, writer.rows, digest(path))


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def read_items(folder: Path, manifest: Manifest, noun: str) -> Iterator[Item]:
    with gzip.open(folder / manifest.parts[noun].file, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["Item"]


def read_logs(folder: Path, manifest: Manifest) -> Iterator[Log]:
    """Reads conversations, messages and desk logs side by side: all three files have the same order."""
    messages, desk = (Grouped(read_items(folder, manifest, noun)) for noun in ("messages", "desk"))
    for row in read_items(folder, manifest, "conversations"):
        id = row["conversation_id"]
        yield Log(row, messages.take(id), desk.take(id))
    if messages.next or desk.next:
        raise Problem("The backup's messages are not in the order of its conversations.")


class Grouped:
    """The items of a file, a conversation at a time."""

    def __init__(self, items: Iterator[Item]) -> None:
        self.groups = groupby(items, key=lambda item: item["conversation_id"])
        self.next = next(self.groups, None)

    def take(self, conversation_id: Item) -> list[Item]:
        """Those of this conversation, if they are the next ones."""
        if self.next is None or self.next[0] != conversation_id:
            return []
        found = list(self.next[1])
        self.next = next(self.groups, None)
        return found
