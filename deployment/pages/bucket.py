"""The bucket that pages are in: puts what changed, and lets what is gone stay for a while."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from botocore.exceptions import ClientError

from deployment.account import Account
from deployment.pages.files import PageFile

# Metadata and tag of a file that no page names any more; deployment/templates/pages.yaml deletes it after 30 days.
GONE = "gone"


@dataclass(slots=True)
class Uploaded:
    """Keys."""

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    let_go: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        changed = len(self.new) + len(self.replaced)
        return f"{changed} files" if changed or self.let_go else "nothing changed"


def update(account: Account, bucket: str, files: list[PageFile]) -> Uploaded:
    """Makes the bucket hold these files. What is there already, with the same headers, is left alone.

    What other files need goes first: no page names a file that is not there yet.
    """
    client = account.client("s3")
    present = keys(client, bucket)
    uploaded = Uploaded()
    for file in sorted(files, key=last_named):
        before = head(client, bucket, file.key) if file.key in present else None
        if before is not None and is_same(before, file):
            continue
        client.put_object(Bucket=bucket, Key=file.key, Body=file.content, **file.headers)
        (uploaded.new if before is None else uploaded.replaced).append(file.key)
    for key in sorted(present - {file.key for file in files}):
        if let_go(client, bucket, key):
            uploaded.let_go.append(key)
    return uploaded


def last_named(file: PageFile) -> tuple[bool, bool, bool, str]:
    """Pages last, before them the scripts that they name, and first what scripts load: it has a hash in its name."""
    return file.key.endswith(".html"), file.key == "widget/porchlight.js", not file.hashed, file.key


def is_same(before: dict[str, Any], file: PageFile) -> bool:
    headers = {name: before.get(name) for name in file.headers}
    return before["ETag"] == file.etag and headers == file.headers and GONE not in before["Metadata"]


def let_go(client: Any, bucket: str, key: str) -> bool:
    """Pages that are open may still ask for it. Copied onto itself it is new, so that its time runs from now."""
    before = head(client, bucket, key)
    if before is None or GONE in before["Metadata"]:
        return False
    client.copy_object(
        Bucket=bucket,
        Key=key,
        CopySource={"Bucket": bucket, "Key": key},
        MetadataDirective="REPLACE",
        Metadata={GONE: datetime.now(timezone.utc).date().isoformat()},
        ContentType=before["ContentType"],
        CacheControl=before.get("CacheControl", ""),
        TaggingDirective="REPLACE",
        Tagging=f"{GONE}=yes",
    )
    return True


def head(client: Any, bucket: str, key: str) -> dict[str, Any] | None:
    try:
        return dict(client.head_object(Bucket=bucket, Key=key))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise


def keys(client: Any, bucket: str) -> set[str]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {each["Key"] for page in pages for each in page.get("Contents", [])}


def empty(account: Account, bucket: str) -> int:
    """Deletes everything in it, older versions too. Returns how much that was."""
    client = account.client("s3")
    count = 0
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [
            {"Key": each["Key"], "VersionId": each["VersionId"]}
            for each in (*page.get("Versions", []), *page.get("DeleteMarkers", []))
        ]
        if found:
            client.delete_objects(Bucket=bucket, Delete={"Objects": found, "Quiet": True})
        count += len(found)
    return count
