"""Signature version 4 of presigned addresses and of forms.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

import hashlib
import hmac
import re
import time
from calendar import timegm
from collections.abc import Mapping
from urllib.parse import parse_qsl

from devtools.local_run.aws_apis.service import Refusal

ALGORITHM = "AWS4-HMAC-SHA256"
CREDENTIAL = re.compile(r"(?P<key>[^/]+)/(?P<scope>(?P<day>\d{8})/(?P<region>[^/]+)/s3/aws4_request)")
LONGEST_SECONDS = 7 * 24 * 3600


def check_address(method: str, path: str, query: str, host: str, secrets: Mapping[str, str], now: float) -> None:
    """`path` and `query`: as sent, still encoded. Raises `Refusal`."""
    given = dict(parse_qsl(query, keep_blank_values=True))
    try:
        date, seconds, signed = given["X-Amz-Date"], int(given["X-Amz-Expires"]), given["X-Amz-SignedHeaders"]
        signed_at, credential = timegm(time.strptime(date, "%Y%m%dT%H%M%SZ")), given["X-Amz-Credential"]
    except (KeyError, ValueError):
        raise unusable() from None
    if not 0 < seconds <= LONGEST_SECONDS or given.get("X-Amz-Algorithm") != ALGORITHM or signed != "host":
        raise unusable()
    if now > signed_at + seconds:
        raise Refusal(403, "AccessDenied", "Request has expired")
    parts = sorted(part for part in query.split("&") if not part.startswith("X-Amz-Signature="))
    request = "\n".join([method, path, "&".join(parts), f"host:{host}", "", "host", "UNSIGNED-PAYLOAD"])
    text = "\n".join([ALGORITHM, date, scope_of(credential), hashlib.sha256(request.encode()).hexdigest()])
    check(text, credential, given["X-Amz-Signature"], secrets)


def unusable() -> Refusal:
    return Refusal(
        400, "AuthorizationQueryParametersError", "Query-string authentication parameters are missing or wrong."
    )


def check(text: str, credential: str, signature: str, secrets: Mapping[str, str]) -> None:
    """Raises `Refusal` unless it is the signature of the text."""
    match = CREDENTIAL.fullmatch(credential)
    secret = secrets.get(match["key"]) if match else None
    if match is None or secret is None:
        raise Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
    key = f"AWS4{secret}".encode()
    for part in (match["day"], match["region"], "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    if not hmac.compare_digest(hmac.digest(key, text.encode(), "sha256").hex(), signature):
        raise Refusal(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        )


def scope_of(credential: str) -> str:
    return credential.partition("/")[2]
