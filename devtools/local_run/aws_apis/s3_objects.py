"""The objects of the local run's S3: a file for each in the data folder, and one for its headers."""

import hashlib
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

from devtools.local_run.background import files

DAY_SECONDS = 86400


class Objects:
    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.clock = clock

    def keys(self, bucket: str) -> set[str]:
        found = (files.read(path) for path in (self.folder / bucket / ".headers").glob("*.json"))
        return {str(each["key"]) for each in found if each}

    def read(self, bucket: str, key: str) -> tuple[bytes, dict[str, str]] | None:
        """Returns the content and its headers."""
        content, described = self.paths(bucket, key)
        headers = files.read(described)
        return (content.read_bytes(), headers["headers"]) if headers else None

    def write(self, bucket: str, key: str, content: bytes, headers: Mapping[str, str] | None = None) -> str:
        """Returns the ETag."""
        path, described = self.paths(bucket, key)
        etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
        own = {"ETag": etag, "Last-Modified": formatdate(self.clock(), usegmt=True)}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        given = {"Content-Type": "binary/octet-stream", **(headers or {})}
        files.replace(described, {"key": key, "headers": {**given, **own}})
        return etag

    def remove(self, bucket: str, key: str) -> None:
        for path in self.paths(bucket, key):
            path.unlink(missing_ok=True)

    def expire(self, bucket: str, kept_days: Callable[[str], int | None]) -> None:
        """Deletes what is older. `kept_days`: by key; None: for ever."""
        for key in self.keys(bucket):
            days = kept_days(key)
            content, _ = self.paths(bucket, key)
            if days and content.exists() and self.clock() - content.stat().st_mtime > days * DAY_SECONDS:
                self.remove(bucket, key)

    def paths(self, bucket: str, key: str) -> tuple[Path, Path]:
        """The files of an object: its content and its headers. A key is no path: one may begin another one."""
        name = quote(key, safe="")
        if len(name) > 200:  # longer than some file systems allow
            name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / bucket / name, self.folder / bucket / ".headers" / f"{name}.json"
