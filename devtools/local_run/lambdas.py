"""Runs the handlers of the unchanged app.py as Lambda does: side by side, with the events that API Gateway sends."""

import asyncio
import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, TypeVar
from urllib.parse import unquote

from chalice.config import Config
from chalice.local import LambdaContext, LocalChalice, LocalGateway
from multidict import CIMultiDict

from devtools.local_run.limits import MAX_EVENT_BYTES, Refused
from devtools.local_run.origins import STAGE

CONCURRENCY = 64

T = TypeVar("T")


class Lambdas:
    """The functions of an app module: the REST app, and WebSocket handlers by name."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        # Chalice stores the current request on the app. LocalChalice stores one for each thread.
        module.app.__class__ = LocalChalice
        self.app: LocalChalice = module.app
        self.config = Config.create(lambda_timeout=29)
        self.threads = ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="lambda")

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, function, *arguments)

    async def invoke(self, name: str, event: dict[str, Any]) -> dict[str, Any]:
        """Calls a handler with a raw event, and raises the handler's exceptions."""
        context = LambdaContext(function_name=name, memory_size=1024, max_runtime_ms=29_000)
        return await self.run(getattr(self.module, name), event, context)


class ProxyGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    """Chalice's own local gateway, with the fields of API Gateway's events that it leaves out."""

    def handle_request(self, method: str, path: str, headers: CIMultiDict[str], body: bytes | None) -> dict[str, Any]:
        """Calls the app. Like API Gateway, treats semicolons in a query as separators."""
        path, mark, query = path.partition("?")
        response: dict[str, Any] = super().handle_request(method, path + mark + query.replace(";", "&"), headers, body)
        return response

    def route(self, method: str, path: str) -> str | None:
        """Returns the route of a request, such as `/chatbot/message`, or None if API Gateway would call no Lambda."""
        try:
            route: str = self.event_converter._route_matcher.match_route(path.partition("?")[0]).route
        except ValueError:
            return None
        views = self._app_object.routes[route]
        # Chalice deploys a response to preflights only for routes with cross-origin settings.
        preflight = method == "OPTIONS" and any(view.cors for view in views.values())
        return route if method in views or preflight else None

    def _generate_lambda_event(
        self, method: str, path: str, headers: CIMultiDict[str], body: bytes | None
    ) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        context, plain_path = event["requestContext"], path.partition("?")[0]
        queries = event["multiValueQueryStringParameters"] or {}
        event.update(
            resource=context["resourcePath"],
            path=plain_path,
            httpMethod=method,
            headers={name: values[-1] for name, values in by_name(headers).items()},
            multiValueHeaders=by_name(headers),
            queryStringParameters={name: values[-1] for name, values in queries.items()} or None,
            pathParameters={name: unquote(value) for name, value in event["pathParameters"].items()} or None,
            stageVariables=None,
            isBase64Encoded=event.get("isBase64Encoded", False),
        )
        context.update(
            requestId=str(uuid.uuid4()),
            stage=STAGE,
            path=f"/{STAGE}{plain_path}",
            protocol="HTTP/1.1",
            domainName=headers.get("Host", ""),
            identity={
                "sourceIp": headers.get("X-Forwarded-For", "").rpartition(", ")[2],
                "userAgent": headers.get("User-Agent"),
            },
        )
        if isinstance(event["body"], bytes):  # API Gateway passes text; bytes that are not UTF-8 are replaced
            event["body"] = event["body"].decode(errors="replace")
        if body and len(body) > MAX_EVENT_BYTES // 2 and len(json.dumps(event).encode()) > MAX_EVENT_BYTES:
            raise Refused(413, "REQUEST_TOO_LARGE")
        return event


def by_name(headers: CIMultiDict[str]) -> dict[str, list[str]]:
    return {name: headers.getall(name) for name in dict.fromkeys(headers)}
