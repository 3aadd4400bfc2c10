"""The REST API: requests become API Gateway's proxy events, the Lambda's proxy answers become responses."""

import asyncio
import base64
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from multidict import CIMultiDict

from chalicelib import logs
from devserver.lambdas import Lambdas
from devserver.own_answers import own_answer
from devserver.proxy import STAGE, ProxyGateway
from devserver.throttle import Throttle

TIMEOUT_SECONDS = 29.0
MAX_BODY_BYTES = 10 * 1024 * 1024


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
        route = self.gateway.route(request.method, path)
        if route is None:
            return own_answer(403, "MISSING_AUTHENTICATION_TOKEN")
        if self.throttle and not self.throttle.allows(request.method, route):
            return own_answer(429, "THROTTLED")
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return own_answer(413, "REQUEST_TOO_LARGE")
        call = self.lambdas.run(self.gateway.handle_request, request.method, path, forwarded(request), body or None)
        try:
            return response(await asyncio.wait_for(call, self.timeout_seconds))
        except asyncio.TimeoutError:
            return own_answer(504, "INTEGRATION_TIMEOUT")
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route=path)
            return own_answer(502)


def forwarded(request: web.Request) -> CIMultiDict[str]:
    """The caller's headers; like every proxy, the gateway adds whom it speaks for."""
    headers = CIMultiDict(request.headers)
    earlier = headers.get("X-Forwarded-For")
    headers["X-Forwarded-For"] = f"{earlier}, {request.remote}" if earlier else request.remote or ""
    return headers


def response(answer: Mapping[str, Any]) -> web.Response:
    headers = CIMultiDict(answer.get("headers") or {})
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        headers.popall(name, None)
        for value in values:
            headers.add(name, value)
    headers.setdefault("Content-Type", "application/json")
    return web.Response(status=answer["statusCode"], headers=headers, body=body_of(answer))


def body_of(answer: Mapping[str, Any]) -> bytes:
    body: str = answer.get("body") or ""
    return base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
