"""Uploads that a page posts as a form, and the policy that allows them.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from html import escape
from typing import Any

from devtools.local_run.aws_apis import s3_signatures
from devtools.local_run.aws_apis.service import Answer, Refusal

UNCONDITIONAL = {"policy", "x-amz-signature", "file"}  # besides fields that begin with x-ignore-


@dataclass(frozen=True, slots=True)
class Form:
    fields: dict[str, str]  # those before the file; S3 ignores what comes after it
    file: bytes


def parsed(content_type: str, body: bytes) -> Form:
    """Raises `Refusal`."""
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise Refusal(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data")
    fields: dict[str, str] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        head, separator, content = part.partition(b"\r\n\r\n")
        described = Message()
        described["content-disposition"] = disposition(head)
        name = described.get_param("name", header="content-disposition")
        if not separator or not isinstance(name, str):
            continue
        if name == "file":
            return Form(fields, content)
        fields[name] = content.decode(errors="replace")
    raise Refusal(400, "InvalidArgument", "POST requires exactly one file upload per request.")


def disposition(head: bytes) -> str:
    lines = head.decode(errors="replace").split("\r\n")
    return next((line.partition(":")[2] for line in lines if line.lower().startswith("content-disposition:")), "")


def check(form: Form, bucket: str, secrets: Mapping[str, str], now: float) -> None:
    """Raises `Refusal` unless the policy is signed, not expired, and allows every field and the size of the file."""
    given = {name.lower(): value for name, value in form.fields.items()}
    missing = [name for name in ("key", "policy", "x-amz-credential", "x-amz-signature") if not given.get(name)]
    if "policy" in missing:
        raise Refusal(403, "AccessDenied", "Access Denied")
    if missing:
        raise Refusal(400, "InvalidArgument", f"Bucket POST must contain a field named '{missing[0]}'.")
    s3_signatures.check(given["policy"], given["x-amz-credential"], given["x-amz-signature"], secrets)
    try:
        policy: dict[str, Any] = json.loads(base64.b64decode(given["policy"], validate=True))
        until = datetime.fromisoformat(policy["expiration"].replace("Z", "+00:00")).timestamp()
        conditions = [as_list(each) for each in policy["conditions"]]
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise Refusal(400, "InvalidPolicyDocument", "The content of the form does not meet the conditions.") from None
    if now > until:
        raise denied("Policy expired.")
    values = {**given, "bucket": bucket}
    allowed = {str(name).lower().removeprefix("$") for operator, name, _ in conditions if operator != RANGE}
    extra = [name for name in given if name not in allowed | UNCONDITIONAL and not name.startswith("x-ignore-")]
    if extra:
        raise denied(f"Extra input fields: {', '.join(extra)}")
    for operator, name, value in conditions:
        if operator == RANGE:
            check_size(len(form.file), int(name), int(value))
        elif not holds(operator, values.get(str(name).lower().removeprefix("$"), ""), str(value)):
            raise denied(f"Policy Condition failed: {json.dumps([operator, name, value])}")


RANGE = "content-length-range"


def as_list(condition: Any) -> list[Any]:
    if isinstance(condition, list):
        operator, name, value = condition
        return [str(operator).lower(), name, value]
    ((name, value),) = condition.items()
    return ["eq", f"${name}", value]


def holds(operator: str, actual: str, wanted: str) -> bool:
    return actual == wanted if operator == "eq" else operator == "starts-with" and actual.startswith(wanted)


def check_size(size: int, least: int, most: int) -> None:
    if size < least:
        raise Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
    if size > most:
        raise Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")


def denied(reason: str) -> Refusal:
    return Refusal(403, "AccessDenied", f"Invalid according to Policy: {reason}")


def stored(status: str, bucket: str, key: str, etag: str) -> Answer:
    headers = {"ETag": etag}
    if status != "201":
        return Answer(200 if status == "200" else 204, headers, b"")
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<PostResponse><Bucket>{escape(bucket)}</Bucket><Key>{escape(key)}</Key><ETag>{escape(etag)}</ETag></PostResponse>"
    )
    return Answer(201, {**headers, "Content-Type": "application/xml"}, body.encode())
