"""The files of a release folder: what they are, by one hash; and one time for all, which zips carry."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

MADE_LATER = (".chalice/deployed/", ".chalice/deployments/", "__pycache__/")  # by Chalice
ONE_TIME = 315_619_200  # 1980-01-02: a zip knows nothing older


def fingerprint(folder: Path) -> str:
    """Says whether anything of a release has changed: its code, its packages, its configuration or a policy."""
    digest = hashlib.sha256()
    for name, path in files(folder):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def settle(folder: Path) -> None:
    for _, path in files(folder):
        os.utime(path, (ONE_TIME, ONE_TIME))


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    named = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return iter(sorted((name, path) for name, path in named if not name.startswith(MADE_LATER)))
