"""Cursors of lists: a sort key, encoded so that it is opaque to pages."""

import base64
import re

from chalicelib.errors import InvalidField

INBOX_KEY = re.compile(r"[0-9]{13}(#c_[A-Za-z0-9_-]{16})?")
MESSAGE_KEY = re.compile(r"[0-9]{13}#c_[A-Za-z0-9_-]{16}#[0-9]{10,16}")
AUDIT_KEY = re.compile(r"[0-9]{13}#[A-Za-z0-9_-]{8}")
DELIVERY_KEY = re.compile(r"[0-9]{13}-ev_[a-f0-9]{24}")


def encode(sort_key: str) -> str:
    return base64.urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")


def decode(cursor: str, field: str, pattern: re.Pattern[str] = INBOX_KEY) -> str:
    """Raises `InvalidField` (`since_invalid`, `before_invalid`) for a cursor that was never issued."""
    try:
        sort_key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        sort_key = ""
    if not pattern.fullmatch(sort_key):
        raise InvalidField(f"{field}_invalid", field, "This is not a cursor from an answer of this call.")
    return sort_key
