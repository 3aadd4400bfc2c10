"""One-time codes by the clock (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator app knows them."""

import base64
import hmac
import secrets
import struct
from urllib.parse import quote

from chalicelib.model import now_ms

STEP_SECONDS = 30
DIGITS = 6
DRIFT_STEPS = 1  # a phone's clock, and the time that typing takes


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return str((number & 0x7FFFFFFF) % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, code: str) -> int | None:
    """Which step around the present one has this code, if any."""
    now = now_ms() // 1000 // STEP_SECONDS
    steps = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step), code)), None)


def uri(secret: str, site_name: str, email: str) -> str:
    """What an authenticator app reads, mostly from a picture of it."""
    issuer = quote(f"Porchlight ({site_name})", safe="")
    return f"otpauth://totp/{issuer}:{quote(email, safe='@')}?secret={secret}&issuer={issuer}"
