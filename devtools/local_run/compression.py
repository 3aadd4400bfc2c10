"""Compresses answers as API Gateway does: from the size that .chalice/config.json sets, for callers that ask for it.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
"""

import gzip
import json
import zlib
from collections.abc import Callable, Mapping

from aiohttp import hdrs
from multidict import MutableMultiMapping

from devtools.places import ROOT

MINIMUM_BYTES: int = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))[
    "minimum_compression_size"
]
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}


def compressed(body: bytes, headers: MutableMultiMapping[str], accepted: str) -> bytes:
    """Returns what to send, and names its coding in `headers`. `accepted`: the request's Accept-Encoding header."""
    coding = preferred(accepted)
    if coding not in CODINGS or len(body) < MINIMUM_BYTES or hdrs.CONTENT_ENCODING in headers:
        return body
    headers[hdrs.CONTENT_ENCODING] = coding
    return CODINGS[coding](body)


def preferred(accepted: str) -> str:
    """The coding that the caller likes best, the first of equals; "" if none. API Gateway looks at no other."""
    best, best_weight = "", 0.0
    for part in accepted.split(","):
        coding, _, parameter = part.partition(";")
        weight = weight_of(parameter)
        if weight > best_weight:
            best, best_weight = coding.strip().lower(), weight
    return best


def weight_of(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
