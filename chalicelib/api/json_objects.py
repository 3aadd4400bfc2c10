"""Parsing a JSON object, of a body or a frame."""

import json
from typing import Any

from chalicelib.errors import InvalidJson

JsonObject = dict[str, Any]


def json_object(raw: bytes | str) -> JsonObject:
    """Parses a JSON object. Raises `InvalidJson` for anything else, however deep or long."""
    try:
        value = json.loads(raw.decode() if isinstance(raw, bytes) else raw)  # from bytes it would accept UTF-16 too
    except (ValueError, RecursionError) as error:
        raise InvalidJson() from error
    if not isinstance(value, dict):
        raise InvalidJson()
    return value
