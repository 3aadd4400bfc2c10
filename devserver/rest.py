"""The REST API: API Gateway proxy events in, proxy answers out, through Chalice's own local gateway."""

import asyncio
import json
import uuid
from typing import Any

from aiohttp import web
from chalice.local import LocalGateway, LocalGatewayException

from chalicelib import logs
from devserver.lambdas import Lambdas

STAGE = "api"
TIMEOUT_SECONDS = 29.0
MAX_BODY_BYTES = 10 * 1024 * 1024


class ProxyGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    """Chalice's gateway, with the parts of the event that it leaves out and API Gateway sends."""

    def _generate_lambda_event(self, method: str, path: str, headers: Any, body: bytes | None) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"].update(
            requestId=str(uuid.uuid4()),
            stage=STAGE,
            domainName=event["headers"].get("host", ""),
            identity={
                "sourceIp": event["headers"].get("x-forwarded-for", ""),
                "userAgent": event["headers"].get("user-agent"),
            },
        )
        if isinstance(event["body"], bytes):  # API Gateway hands over text; what is not UTF-8 arrives damaged
            event["body"] = event["body"].decode(errors="replace")
        return event


class RestApi:
    def __init__(self, lambdas: Lambdas) -> None:
        self.lambdas = lambdas
        self.gateway = ProxyGateway(lambdas.app, lambdas.config)

    async def handle(self, request: web.Request) -> web.Response:
        """Answers as API Gateway would, its own errors included: those have no CORS headers there either."""
        path = request.raw_path.removeprefix(f"/{STAGE}") or "/"
        headers = {**request.headers, "X-Forwarded-For": request.remote or ""}
        body = await request.read() or None
        call = self.lambdas.run(self.gateway.handle_request, request.method, path, headers, body)
        try:
            answer = await asyncio.wait_for(call, TIMEOUT_SECONDS)
        except LocalGatewayException as error:
            return web.Response(status=error.CODE, headers=error.headers, body=error.body)
        except asyncio.TimeoutError:
            return own_error(504, "Endpoint request timed out")
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route=path)
            return own_error(502, "Internal server error")
        return web.Response(status=answer["statusCode"], headers=answer["headers"], text=answer["body"])


def own_error(status: int, message: str) -> web.Response:
    return web.Response(status=status, text=json.dumps({"message": message}), content_type="application/json")
