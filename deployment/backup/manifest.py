"""What stands in a backup's folder: `manifest.json`, written last, and one file a table."""

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devtools.console import Problem

FORMAT = "porchlight-backup"
VERSION = 1
FILE = "manifest.json"
KEYS_FILE = "signing-key"

LOGS = ("conversations", "messages")  # in the same order, conversation by conversation
BY_THEMSELVES = ("audit", "blocks", "admins", "sites")  # rows that need no other row; sites last: they open the doors


@dataclass(frozen=True, slots=True)
class Part:
    """One table's file: JSON lines, gzip."""

    file: str
    rows: int
    sha256: str  # of the file as it is


@dataclass(frozen=True, slots=True)
class Manifest:
    """Times in epoch milliseconds."""

    source: str
    prefix: str
    began_at: int
    ended_at: int
    with_keys: bool
    schema: dict[str, Any]  # how far the rows have been migrated
    parts: dict[str, Part] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        document = {"format": FORMAT, "version": VERSION, **dataclasses.asdict(self)}
        path = folder / f"{FILE}.part"
        path.touch(mode=0o600)
        path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        path.rename(folder / FILE)


def read(folder: Path) -> Manifest:
    """Raises `Problem` for what is no finished backup, or one of a version that is not known here."""
    try:
        document: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"{folder} holds no finished backup: there is no {FILE}.") from None
    except ValueError:
        raise Problem(f"{folder / FILE} is damaged.") from None
    if document.pop("format", None) != FORMAT:
        raise Problem(f"{folder} holds no backup of Porchlight.")
    if (version := document.pop("version", None)) != VERSION:
        raise Problem(f"This backup has version {version} of its format; this Porchlight reads version {VERSION}.")
    parts = {noun: Part(**part) for noun, part in document.pop("parts").items()}
    return Manifest(**document, parts=parts)
