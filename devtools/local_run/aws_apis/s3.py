"""S3: the API, with path-style addresses. The objects are in s3_objects.py.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote, unquote

from devtools.local_run.aws_apis import s3_forms, s3_signatures
from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.aws_apis.s3_rules import NO_RULES, Rules
from devtools.local_run.aws_apis.service import SIGNATURE, Answer, Refusal

# Parameters of a presigned address that set headers of the response.
OVERRIDES = {
    "response-content-type": "Content-Type",
    "response-content-disposition": "Content-Disposition",
    "response-cache-control": "Cache-Control",
}
KEPT_HEADERS = ("Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding")
METADATA = "x-amz-meta-"
IMPLEMENTED = "The local run gets, copies, puts, posts, lists and deletes whole objects only."
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
LONGEST_KEY = 1024  # bytes
LISTED = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """`key` is "" for a request to the bucket itself."""

    method: str
    bucket: str
    key: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for given, value in self.headers.items() if given.lower() == name), "")


class S3:
    """`secrets`: by access key; presigned addresses and forms are signed with one. `rules`: of each bucket, as its
    CORS and lifecycle configuration."""

    def __init__(
        self,
        objects: Objects,
        buckets: tuple[str, ...],
        secrets: Mapping[str, str] | None = None,
        rules: Mapping[str, Rules] | None = None,
    ) -> None:
        self.objects = objects
        self.buckets = buckets
        self.secrets = secrets or {}
        self.rules = rules or {}
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
        rules = self.rules.get(bucket, NO_RULES)
        try:
            if method == "OPTIONS":
                return Answer(200, rules.preflight(call.headers), b"")
            if method == "POST" and not key:
                answer = self.post(call)
            else:
                self.check_signature(call, path, query)
                answer = self.operation(call)(call)
        except Refusal as refusal:
            answer = refused(refusal, path)
        shared = rules.headers(method, call.header("origin"))
        return Answer(answer.status, {**answer.headers, **shared}, b"" if method == "HEAD" else answer.body)

    def operation(self, call: Call) -> Callable[[Call], Answer]:
        if not call.key and call.method == "GET" and call.query.get("list-type") == "2":
            return self.list
        if call.method == "PUT" and call.header("x-amz-copy-source"):
            return self.copy
        found = self.operations.get(call.method)
        if found is None or not call.key or set(call.query) & {"uploads", "uploadId", "acl", "tagging"}:
            raise Refusal(501, "NotImplemented", IMPLEMENTED)
        if len(call.key.encode()) > LONGEST_KEY:
            raise Refusal(400, "KeyTooLongError", "Your key is too long")
        return found

    def check_signature(self, call: Call, path: str, query: str) -> None:
        """By header, which is not verified but must be there: pages cannot send it. Or in the query of a presigned
        address, which is verified and expires."""
        if "X-Amz-Signature" in call.query:
            s3_signatures.check_address(
                call.method, path, query, call.header("host"), self.secrets, self.objects.clock()
            )
            return
        signature = SIGNATURE.match(call.headers.get("Authorization", ""))
        if signature is None or signature["service"] != "s3":
            raise Refusal(403, "AccessDenied", "Access Denied")

    def post(self, call: Call) -> Answer:
        """An upload by a form of a page, as its policy allows it."""
        form = s3_forms.parsed(call.header("content-type"), call.body)
        s3_forms.check(form, call.bucket, self.secrets, self.objects.clock())
        self.sweep(call.bucket)
        given = {name.lower(): value for name, value in form.fields.items()}
        kept = {name: given[name.lower()] for name in KEPT_HEADERS if name.lower() in given}
        metadata = {name: value for name, value in given.items() if name.startswith(METADATA)}
        etag = self.objects.write(call.bucket, given["key"], form.file, {**kept, **metadata})
        return s3_forms.stored(given.get("success_action_status", ""), call.bucket, given["key"], etag)

    def copy(self, call: Call) -> Answer:
        bucket, _, key = unquote(call.header("x-amz-copy-source")).removeprefix("/").partition("/")
        source = self.objects.read(bucket, key) if bucket in self.buckets else None
        if source is None:
            raise Refusal(404, "NoSuchKey", "The specified key does not exist.")
        content, headers = source
        wanted = call.header("x-amz-copy-source-if-match")
        if wanted and wanted.strip('"') != headers["ETag"].strip('"'):
            raise Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        if call.header("x-amz-metadata-directive") == "REPLACE":
            headers = kept_headers(call)
        elif (bucket, key) == (call.bucket, call.key):
            raise Refusal(400, "InvalidRequest", "This copy request is illegal: nothing would change.")
        etag = self.objects.write(call.bucket, call.key, content, headers)
        return xml(f"<CopyObjectResult><ETag>{escape(etag)}</ETag></CopyObjectResult>")

    def list(self, call: Call) -> Answer:
        prefix, after = call.query.get("prefix", ""), call.query.get("continuation-token", "")
        found = sorted(key for key in self.objects.keys(call.bucket) if key.startswith(prefix) and key > after)
        page = found[: min(LISTED, int(call.query.get("max-keys", LISTED)))]
        cut = len(page) < len(found)
        contents = "".join(f"<Contents><Key>{quote(key)}</Key></Contents>" for key in page)
        further = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if cut else ""
        return xml(
            f"<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>{str(cut).lower()}</IsTruncated>"
            f"{further}{contents}</ListBucketResult>"
        )

    def get(self, call: Call) -> Answer:
        stored = self.objects.read(call.bucket, call.key)
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
        kept = kept_headers(call)
        if coding := kept.pop("Content-Encoding", "").removeprefix("aws-chunked").strip(", "):
            kept["Content-Encoding"] = coding
        etag = self.objects.write(call.bucket, call.key, body, kept)
        return Answer(200, {"ETag": etag}, b"")

    def delete(self, call: Call) -> Answer:
        self.objects.remove(call.bucket, call.key)
        return Answer(204, {}, b"")

    def sweep(self, bucket: str) -> None:
        """Deletes what the lifecycle rules have expired. S3 does it once a day."""
        self.objects.expire(bucket, self.rules.get(bucket, NO_RULES).kept_days)


def kept_headers(call: Call) -> dict[str, str]:
    metadata = {name.lower(): value for name, value in call.headers.items() if name.lower().startswith(METADATA)}
    return {**{name: call.headers[name] for name in KEPT_HEADERS if name in call.headers}, **metadata}


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


def xml(content: str, status: int = 200) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'.encode()
    return Answer(status, {"Content-Type": "application/xml"}, body)


def refused(refusal: Refusal, path: str) -> Answer:
    request_id = uuid.uuid4().hex[:16].upper()
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{refusal.code}</Code><Message>{escape(refusal.message)}</Message>"
        f"<Resource>{escape(path)}</Resource><RequestId>{request_id}</RequestId></Error>"
    )
    headers = {"Content-Type": "application/xml", "x-amz-request-id": request_id}
    return Answer(refusal.status, headers, body.encode())
