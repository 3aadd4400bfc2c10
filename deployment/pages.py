"""The pages in S3: built, uploaded where they changed, and invalidated in CloudFront."""

import hashlib
import json
import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from deployment.account import Account, find
from devtools import pages
from devtools.folders import ROOT, STATE, lock
from devtools.pages import media_type
from devtools.setup.stamps import Stamp

FOLDER = STATE / "pages" / "release"
# What the pages are built from. The npm packages are those that package-lock.json names.
SOURCES = ("admin_static", "client", "devtools/pages", "widget", "package.json", "package-lock.json", "tsconfig.json")
HASHED = re.compile(r"-[A-Z0-9]{8}\.")  # a file name that changes with the file's content
IMMUTABLE = "public, max-age=31536000, immutable"
# CloudFront's copies are invalidated after an upload. Browsers ask again: for the dashboard each time, for the widget
# after five minutes.
REVALIDATED = "public, max-age=0, s-maxage=86400, must-revalidate"
FIVE_MINUTES = "public, max-age=300, s-maxage=86400"
# Metadata and tag of a file that no page refers to any more; deployment/templates/pages.yaml deletes it after 30 days.
UNUSED = "gone"
BY_SERVER = "widget/sites/"  # the server writes these files: chalicelib/storage/site_files.py


@dataclass(frozen=True, slots=True)
class PageFile:
    key: str
    content: bytes

    @property
    def etag(self) -> str:
        """The ETag that S3 computes for an object that is uploaded in one part."""
        return f'"{hashlib.md5(self.content, usedforsecurity=False).hexdigest()}"'

    @property
    def hashed(self) -> bool:
        return HASHED.search(self.key) is not None

    @property
    def cache_control(self) -> str:
        if self.hashed:
            return IMMUTABLE
        return FIVE_MINUTES if self.key.startswith("widget/") else REVALIDATED

    @property
    def headers(self) -> dict[str, str]:
        return {"ContentType": media_type(self.key), "CacheControl": self.cache_control}


@dataclass(slots=True)
class Uploaded:
    """The keys of the changed files."""

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        changed = len(self.new) + len(self.replaced)
        return f"{changed} files" if changed or self.unused else "nothing changed"


@dataclass(frozen=True, slots=True)
class Published:
    address: str  # https://… without a trailing slash
    dashboard: str
    files: str  # their fingerprint
    changes: str  # for people


def built(folder: Path = FOLDER) -> dict[str, bytes]:
    """Returns the pages' files by their paths, built unless their sources are those of the last build.

    They are the same for all stages: `files_in` adds what differs.
    """
    with lock(folder.with_suffix(".lock"), waiting="Waiting for another command that builds the pages …"):
        stamp = Stamp(f"{folder.name}.stamp", *sources(), folder=folder.parent)
        if not (stamp.is_current() and folder.is_dir()):
            stamp.clear()
            pages.build(folder, hashed=True)
            stamp.write()
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def sources() -> list[Path | str]:
    """The names and contents of everything that the pages are built from."""
    named = [ROOT / name for name in SOURCES]
    inside = [path for folder in named for path in folder.rglob("*") if path.parent.name != "__pycache__"]
    files = sorted(path for path in [*named, *inside] if path.is_file())
    return [json.dumps([path.relative_to(ROOT).as_posix() for path in files]), *files]


def publish(
    account: Account,
    contents: dict[str, bytes],
    outputs: dict[str, str],
    api: str,
    previous: str | None,
    mail: bool = False,
) -> Published:
    """`contents`: of the built files, by path. `outputs`: of the stage's `pages` stack. `previous`: the fingerprint of
    the last complete deployment's files. `mail`: whether the deployment sends mail, so that the sign-in page offers a
    link for a new password."""
    files = files_in(contents, api, mail)
    uploaded = upload(account, outputs["SiteBucket"], files)
    distribution = outputs.get("Distribution")
    if distribution and previous not in (None, fingerprint(files)):
        invalidate(account, distribution)
    return Published(outputs["Address"], dashboard(outputs), fingerprint(files), str(uploaded))


def dashboard(outputs: dict[str, str]) -> str:
    """Its address. S3 itself shows no index of a folder."""
    page = "/admin/" if outputs.get("Distribution") else "/admin/index.html"
    return outputs["Address"] + page


def files_in(contents: dict[str, bytes], api: str, mail: bool = False) -> list[PageFile]:
    """The built files, with the dashboard's configuration, which has the address of this stage's API."""
    config = (json.dumps({"api": api, "mail": mail}) + "\n").encode()
    return [PageFile(path, content) for path, content in {**contents, "admin/config.json": config}.items()]


def fingerprint(files: list[PageFile]) -> str:
    """Changes with the content, the type or the cache time of a file."""
    described = json.dumps(sorted([file.key, file.etag, *file.headers.values()] for file in files))
    return hashlib.sha256(described.encode()).hexdigest()[:16]


def upload(account: Account, bucket: str, files: list[PageFile]) -> Uploaded:
    """Uploads new and changed files, in an order in which no file refers to one that is missing."""
    client = account.client("s3")
    present = keys(client, bucket)
    uploaded = Uploaded()
    for file in sorted(files, key=upload_order):
        current = find(client.head_object, Bucket=bucket, Key=file.key) if file.key in present else None
        if current is not None and is_same(current, file):
            continue
        client.put_object(Bucket=bucket, Key=file.key, Body=file.content, **file.headers)
        (uploaded.new if current is None else uploaded.replaced).append(file.key)
    for key in sorted(present - {file.key for file in files}):
        if mark_unused(client, bucket, key):
            uploaded.unused.append(key)
    return uploaded


def upload_order(file: PageFile) -> tuple[bool, bool, bool, str]:
    """Hashed files first, which scripts load, then the scripts, and last the pages."""
    return file.key.endswith(".html"), file.key == "widget/porchlight.js", not file.hashed, file.key


def is_same(current: dict[str, Any], file: PageFile) -> bool:
    headers = {name: current.get(name) for name in file.headers}
    return current["ETag"] == file.etag and headers == file.headers and UNUSED not in current["Metadata"]


def mark_unused(client: Any, bucket: str, key: str) -> bool:
    """Keeps the file for open pages that may still load it. Copying it onto itself starts its 30 days."""
    current = find(client.head_object, Bucket=bucket, Key=key)
    if current is None or UNUSED in current["Metadata"]:
        return False
    client.copy_object(
        Bucket=bucket,
        Key=key,
        CopySource={"Bucket": bucket, "Key": key},
        MetadataDirective="REPLACE",
        Metadata={UNUSED: datetime.now(timezone.utc).date().isoformat()},
        ContentType=current["ContentType"],
        CacheControl=current.get("CacheControl", ""),
        TaggingDirective="REPLACE",
        Tagging=f"{UNUSED}=yes",
    )
    return True


def keys(client: Any, bucket: str) -> set[str]:
    """Those of files that a deployment uploads."""
    found = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    listed = {each["Key"] for page in found for each in page.get("Contents", [])}
    return {key for key in listed if not key.startswith(BY_SERVER)}


def invalidate(account: Account, distribution: str) -> None:
    """Invalidates all paths, which count as one. The first thousand a month are free."""
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(uuid.uuid4())}
    account.client("cloudfront").create_invalidation(DistributionId=distribution, InvalidationBatch=batch)


def empty_bucket(account: Account, bucket: str) -> int:
    """Deletes all objects and their older versions. Returns how many."""
    client = account.client("s3")
    count = 0
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        versions = [
            {"Key": each["Key"], "VersionId": each["VersionId"]}
            for each in (*page.get("Versions", []), *page.get("DeleteMarkers", []))
        ]
        if versions:
            client.delete_objects(Bucket=bucket, Delete={"Objects": versions, "Quiet": True})
        count += len(versions)
    return count
