"""JSON files that a killed process leaves whole: the old content or the new one."""

import json
import os
import secrets
from pathlib import Path
from typing import Any


def read(path: Path) -> Any:
    """Returns the content, or None if there is no such file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def replace(path: Path, content: Any) -> None:
    written(path, content).replace(path)


def create(path: Path, content: Any) -> None:
    """Raises `FileExistsError`, also when two processes create it at once."""
    temporary = written(path, content)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink()


def written(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return temporary


def names(folder: Path) -> list[str]:
    """The names of a folder's JSON files, without `.json`; none if the folder does not exist."""
    return sorted(path.stem for path in folder.glob("[!.]*.json"))
