"""S3: objects in the data folder, a file for each, with path-style addresses.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

import hashlib
import re
import time
import uuid
from calendar import timegm
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

from devtools.local_run.aws_apis.service import SIGNATURE, Answer, Refusal
from devtools.local_run.background import files

# Parameters of a presigned address that set headers of the response.
OVERRIDES = {
    "response-content-type": "Content-Type",
    "response-content-disposition": "Content-Disposition",
    "response-cache-control": "Cache-Control",
}
KEPT_HEADERS = ("Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding")
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
LONGEST_KEY = 1024  # bytes


@dataclass(frozen=True, slots=True)
class Call:
    """`key` is "" for a request to the bucket itself."""

    method: str
    bucket: str
    key: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class S3:
    def __init__(self, folder: Path, buckets: tuple[str, ...], clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.buckets = buckets
        self.clock = clock
        self.operations = {"GET": self.get, "HEAD": self.get, "PUT": self.put, "DELETE": self.delete}

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer | None:
        """Returns None if the request is not for S3. `path`: as sent, still encoded."""
        bucket, _, key = unquote(path).removeprefix("/").partition("/")
        signature = SIGNATURE.match(headers.get("Authorization", ""))
        if bucket not in self.buckets:
            if signature is None or signature["service"] != "s3":
                return None
            return refused(Refusal(404, "NoSuchBucket", "The specified bucket does not exist"), path)
        call = Call(method, bucket, key, dict(parse_qsl(query, keep_blank_values=True)), headers, body)
        try:
            self.check_signature(call)
            answer = self.operation(call)(call)
        except Refusal as refusal:
            answer = refused(refusal, path)
        return Answer(answer.status, answer.headers, b"") if method == "HEAD" else answer

    def operation(self, call: Call) -> Callable[[Call], Answer]:
        found = self.operations.get(call.method)
        if found is None or not call.key or set(call.query) & {"uploads", "uploadId", "acl", "tagging"}:
            raise Refusal(501, "NotImplemented", "The local run gets, puts and deletes whole objects only.")
        if len(call.key.encode()) > LONGEST_KEY:
            raise Refusal(400, "KeyTooLongError", "Your key is too long")
        return found

    def check_signature(self, call: Call) -> None:
        """By header, or in the query of a presigned address, which expires. Signatures are not verified."""
        if "X-Amz-Signature" in call.query:
            self.check_expiry(call.query)
            return
        signature = SIGNATURE.match(call.headers.get("Authorization", ""))
        if signature is None or signature["service"] != "s3":
            raise Refusal(403, "AccessDenied", "Access Denied")

    def check_expiry(self, query: Mapping[str, str]) -> None:
        try:
            signed_at = time.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ")
            seconds = int(query["X-Amz-Expires"])
        except (KeyError, ValueError):
            raise Refusal(
                400, "AuthorizationQueryParametersError", "Query-string authentication parameters are missing or wrong."
            ) from None
        if self.clock() > timegm(signed_at) + seconds:
            raise Refusal(403, "AccessDenied", "Request has expired")

    def get(self, call: Call) -> Answer:
        stored = self.read(call.bucket, call.key)
        if stored is None:
            raise Refusal(404, "NoSuchKey", "The specified key does not exist.")
        content, kept = stored
        overridden = {header: call.query[name] for name, header in OVERRIDES.items() if name in call.query}
        headers = {**kept, **overridden, "Accept-Ranges": "bytes"}
        if "Range" not in call.headers:
            return Answer(200, {**headers, "Content-Length": str(len(content))}, content)
        first, end = span(call.headers["Range"], len(content))
        placed = {"Content-Range": f"bytes {first}-{end - 1}/{len(content)}", "Content-Length": str(end - first)}
        return Answer(206, {**headers, **placed}, content[first:end])

    def put(self, call: Call) -> Answer:
        body = unchunked(call)
        kept = {name: call.headers[name] for name in KEPT_HEADERS if name in call.headers}
        if coding := kept.pop("Content-Encoding", "").removeprefix("aws-chunked").strip(", "):
            kept["Content-Encoding"] = coding
        etag = self.write(call.bucket, call.key, body, kept)
        return Answer(200, {"ETag": etag}, b"")

    def delete(self, call: Call) -> Answer:
        for path in self.paths(call.bucket, call.key):
            path.unlink(missing_ok=True)
        return Answer(204, {}, b"")

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

    def paths(self, bucket: str, key: str) -> tuple[Path, Path]:
        """The files of an object: its content and its headers. A key is no path: one may begin another one."""
        name = quote(key, safe="")
        if len(name) > 200:  # longer than some file systems allow
            name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / bucket / name, self.folder / bucket / ".headers" / f"{name}.json"


def span(header: str, size: int) -> tuple[int, int]:
    """Where the range begins, and where it ends (exclusive)."""
    match = RANGE.fullmatch(header)
    first, last = match.groups() if match else ("", "")
    if first:
        begin, end = int(first), min(int(last) + 1 if last else size, size)
    else:
        begin, end = max(0, size - int(last or 0)), size
    if begin >= end:
        raise Refusal(416, "InvalidRange", "The requested range is not satisfiable")
    return begin, end


def unchunked(call: Call) -> bytes:
    """The content of a body that botocore sends in chunks, with a checksum behind it.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
    """
    if "aws-chunked" not in call.headers.get("Content-Encoding", ""):
        return call.body
    content, rest = b"", call.body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size.partition(b";")[0], 16)
        if length == 0:
            return content
        content, rest = content + rest[:length], rest[length + 2 :]
    raise Refusal(400, "IncompleteBody", "The request body terminated unexpectedly")


def refused(refusal: Refusal, path: str) -> Answer:
    request_id = uuid.uuid4().hex[:16].upper()
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{refusal.code}</Code><Message>{escape(refusal.message)}</Message>"
        f"<Resource>{escape(path)}</Resource><RequestId>{request_id}</RequestId></Error>"
    )
    headers = {"Content-Type": "application/xml", "x-amz-request-id": request_id}
    return Answer(refusal.status, headers, body.encode())
