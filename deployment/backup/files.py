"""A table's file: one row a line as DynamoDB's own export has it, `{"Item": {...}}`, gzip, for its owner's eyes."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from deployment.backup.manifest import Part
from devtools.console import Problem

Item = dict[str, Any]  # attributes as DynamoDB writes them: {"id": {"N": "1"}}

BLOCK_BYTES = 1 << 20


class Writer:
    """Counts what it writes."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.rows = 0

    def write(self, item: Item) -> None:
        self.file.write(json.dumps({"Item": item}, ensure_ascii=False, separators=(",", ":")) + "\n")
        self.rows += 1


@contextmanager
def written(folder: Path, noun: str, parts: dict[str, Part]) -> Iterator[Writer]:
    """A file that is among the parts once it is whole."""
    path = folder / f"{noun}.jsonl.gz"
    path.touch(mode=0o600)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
        writer = Writer(file)
        yield writer
    parts[noun] = Part(path.name, writer.rows, digest(path))


def check(folder: Path, part: Part) -> None:
    """Raises `Problem` unless the file is what was written."""
    path = folder / part.file
    if not path.is_file():
        raise Problem(f"{path} is missing.")
    if digest(path) != part.sha256:
        raise Problem(f"{path} is damaged: its checksum is another one than the manifest's.")


def items(folder: Path, part: Part) -> Iterator[Item]:
    with gzip.open(folder / part.file, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["Item"]


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            found.update(block)
    return found.hexdigest()
