"""The REST API: turns requests into API Gateway's proxy events, and Lambdas' proxy responses into responses.

Responses are compressed as API Gateway does it: from the size set in .chalice/config.json, if the caller accepts it.
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
"""

import asyncio
import base64
import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import hdrs, web
from multidict import CIMultiDict, MutableMultiMapping

from chalicelib import logs
from devtools.folders import ROOT
from devtools.local_run import rest_events
from devtools.local_run.functions import Functions
from devtools.local_run.functions.handling import REST
from devtools.local_run.limits import MAX_EVENT_BYTES, Refused, Throttle, check_head, read_body
from devtools.local_run.origins import STAGE
from devtools.local_run.own_answers import own_answer
from devtools.local_run.rest_events import Found

TIMEOUT_SECONDS = 29.0
# Headers of a single connection, or for the gateway itself: API Gateway's events do not have them.
NOT_FORWARDED = ("Connection", "Content-Length", "Expect", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade")
LARGE_BYTES = 1024 * 1024  # smaller responses are not measured, to save time
MINIMUM_BYTES: int = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))[
    "minimum_compression_size"
]
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}


class RestApi:
    def __init__(
        self, functions: Functions, throttle: Throttle | None = None, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self.functions = functions
        self.throttle = throttle
        self.timeout_seconds = timeout_seconds

    async def handle(self, request: web.Request) -> web.Response:
        """Responds as API Gateway does, including the responses that it sends without a Lambda."""
        target = request.raw_path.removeprefix(f"/{STAGE}") or "/"
        try:
            check_head(request)
            found = self.route(request.method, target)
            body = await read_body(request)
            result = preflight(found, request.method) or await self.call(found, request, target, body or None)
            return response(result, request.headers.get("Accept-Encoding", ""))
        except Refused as refused:
            return own_answer(refused.status, refused.kind)
        except asyncio.TimeoutError:
            return own_answer(504, "INTEGRATION_TIMEOUT")
        except Exception:  # noqa: BLE001 - a Lambda that crashes must not end the gateway
            logs.error("lambda_crashed", route=target)
            return own_answer(502)

    def route(self, method: str, target: str) -> Found:
        """Raises `Refused`."""
        found = rest_events.find(self.functions.description, target.partition("?")[0])
        if found is None or not (method in found.route.methods or preflight(found, method)):
            raise Refused(403, "MISSING_AUTHENTICATION_TOKEN")
        if self.throttle and not self.throttle.allows(method, found.path):
            raise Refused(429, "THROTTLED")
        return found

    async def call(self, found: Found, request: web.Request, target: str, body: bytes | None) -> Mapping[str, Any]:
        """Raises `Refused`, `TimeoutError`, or the failure of the function."""
        binary_types = self.functions.description.binary_types
        event = rest_events.event(found, request.method, target, forwarded(request), body, binary_types)
        if body and len(body) > MAX_EVENT_BYTES // 2 and len(json.dumps(event).encode()) > MAX_EVENT_BYTES:
            raise Refused(413, "REQUEST_TOO_LARGE")
        result: Mapping[str, Any] = await asyncio.wait_for(self.functions.invoke(REST, event), self.timeout_seconds)
        return result


def preflight(found: Found, method: str) -> dict[str, Any] | None:
    """Returns the answer of API Gateway itself, or None if the request is no preflight or the app has an answer."""
    headers = found.route.preflight
    return None if headers is None or method != "OPTIONS" else {"statusCode": 200, "headers": headers}


def forwarded(request: web.Request) -> CIMultiDict[str]:
    """Returns the headers of the Lambda's event, with the client's address added to X-Forwarded-For."""
    headers = CIMultiDict(request.headers)
    for name in NOT_FORWARDED:
        headers.popall(name, None)
    earlier = headers.get("X-Forwarded-For")
    headers["X-Forwarded-For"] = f"{earlier}, {request.remote}" if earlier else request.remote or ""
    return headers


def response(result: Mapping[str, Any], accepted: str) -> web.Response:
    """Turns a Lambda's result into a response. Raises `ValueError` if it is larger than Lambda allows."""
    headers = CIMultiDict(result.get("headers") or {})
    for name, values in (result.get("multiValueHeaders") or {}).items():
        headers.popall(name, None)
        for value in values:
            headers.add(name, value)
    headers.setdefault("Content-Type", "application/json")
    body = compressed(body_of(result), headers, accepted)
    return web.Response(status=result["statusCode"], headers=headers, body=body)


def body_of(result: Mapping[str, Any]) -> bytes:
    body: str = result.get("body") or ""
    if len(body) > LARGE_BYTES and len(json.dumps(dict(result))) > MAX_EVENT_BYTES:
        raise ValueError(f"a response of more than {MAX_EVENT_BYTES} bytes")
    return base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()


def compressed(body: bytes, headers: MutableMultiMapping[str], accepted: str) -> bytes:
    """Returns the body to send, and sets Content-Encoding in `headers`. `accepted`: the Accept-Encoding header."""
    coding = preferred(accepted)
    if coding not in CODINGS or len(body) < MINIMUM_BYTES or hdrs.CONTENT_ENCODING in headers:
        return body
    headers[hdrs.CONTENT_ENCODING] = coding
    return CODINGS[coding](body)


def preferred(accepted: str) -> str:
    """Returns the coding with the highest weight, the first of equals, or "". API Gateway considers no other one."""
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
