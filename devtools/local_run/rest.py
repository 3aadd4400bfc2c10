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
from devtools.local_run.lambdas import Lambdas, ProxyGateway
from devtools.local_run.limits import MAX_EVENT_BYTES, Refused, Throttle, check_head, read_body
from devtools.local_run.origins import STAGE
from devtools.local_run.own_answers import own_answer

TIMEOUT_SECONDS = 29.0
# They belong to one connection, or the gateway uses them up; no event has them.
NOT_FORWARDED = ("Connection", "Content-Length", "Expect", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade")
LARGE_BYTES = 1024 * 1024  # only from here on is it worth the time to measure an event or an answer
MINIMUM_BYTES: int = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))[
    "minimum_compression_size"
]
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}


class RestApi:
    def __init__(
        self, lambdas: Lambdas, throttle: Throttle | None = None, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self.lambdas = lambdas
        self.throttle = throttle
        self.timeout_seconds = timeout_seconds
        self.gateway = ProxyGateway(lambdas.app, lambdas.config)

    async def handle(self, request: web.Request) -> web.Response:
        """Answers as API Gateway would, with what it answers by itself included."""
        path = request.raw_path.removeprefix(f"/{STAGE}") or "/"
        try:
            check_head(request)
            self.check_route(request.method, path)
            body = await read_body(request)
            call = self.lambdas.run(self.gateway.handle_request, request.method, path, forwarded(request), body or None)
            answer = await asyncio.wait_for(call, self.timeout_seconds)
            return response(answer, request.headers.get("Accept-Encoding", ""))
        except Refused as refused:
            return own_answer(refused.status, refused.kind)
        except asyncio.TimeoutError:
            return own_answer(504, "INTEGRATION_TIMEOUT")
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route=path)
            return own_answer(502)

    def check_route(self, method: str, path: str) -> None:
        """Raises `Refused`."""
        route = self.gateway.route(method, path)
        if route is None:
            raise Refused(403, "MISSING_AUTHENTICATION_TOKEN")
        if self.throttle and not self.throttle.allows(method, route):
            raise Refused(429, "THROTTLED")


def forwarded(request: web.Request) -> CIMultiDict[str]:
    """The caller's headers; like every proxy, the gateway adds whom it speaks for."""
    headers = CIMultiDict(request.headers)
    for name in NOT_FORWARDED:
        headers.popall(name, None)
    earlier = headers.get("X-Forwarded-For")
    headers["X-Forwarded-For"] = f"{earlier}, {request.remote}" if earlier else request.remote or ""
    return headers


def response(answer: Mapping[str, Any], accepted: str) -> web.Response:
    """Raises `ValueError` for an answer that is larger than a Lambda may give."""
    headers = CIMultiDict(answer.get("headers") or {})
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        headers.popall(name, None)
        for value in values:
            headers.add(name, value)
    headers.setdefault("Content-Type", "application/json")
    body = compressed(body_of(answer), headers, accepted)
    return web.Response(status=answer["statusCode"], headers=headers, body=body)


def body_of(answer: Mapping[str, Any]) -> bytes:
    body: str = answer.get("body") or ""
    if len(body) > LARGE_BYTES and len(json.dumps(dict(answer))) > MAX_EVENT_BYTES:
        raise ValueError(f"an answer of more than {MAX_EVENT_BYTES} bytes")
    return base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()


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
