"""The files of the built pages, and what S3 says with each."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from devtools.pages import media_type

# A name with a hash in it is another one when its content is.
HASHED = re.compile(r"-[A-Z0-9]{8}\.")
FOR_EVER = "public, max-age=31536000, immutable"
# CloudFront is told when one changes; a browser asks it, the dashboard's each time, a visitor's every five minutes.
ASKED_AGAIN = "public, max-age=0, s-maxage=86400, must-revalidate"
SHORT = "public, max-age=300, s-maxage=86400"


@dataclass(frozen=True, slots=True)
class PageFile:
    key: str
    content: bytes

    @property
    def etag(self) -> str:
        """S3's own, of what is put in one piece."""
        return f'"{hashlib.md5(self.content, usedforsecurity=False).hexdigest()}"'

    @property
    def headers(self) -> dict[str, str]:
        return {"ContentType": self.type, "CacheControl": self.cache_control}

    @property
    def type(self) -> str:
        return media_type(self.key)

    @property
    def hashed(self) -> bool:
        return HASHED.search(self.key) is not None

    @property
    def cache_control(self) -> str:
        if self.hashed:
            return FOR_EVER
        return SHORT if self.key.startswith("widget/") else ASKED_AGAIN


def fingerprint(files: list[PageFile]) -> str:
    """Another one when a file, its type, or how long it may be kept is another."""
    told = json.dumps(sorted([file.key, file.etag, file.type, file.cache_control] for file in files))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def of(folder: Path, api: str) -> list[PageFile]:
    """All files of the built pages; the dashboard's settings say where this stage's API is."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    contents = {key: path.read_bytes() for key, path in found.items()}
    contents["admin/config.json"] = (json.dumps({"api": api}) + "\n").encode()
    return [PageFile(key, content) for key, content in contents.items()]
