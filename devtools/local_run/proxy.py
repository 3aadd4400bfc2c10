"""Chalice's own local gateway, with what it leaves out of API Gateway's events."""

import json
import uuid
from typing import Any
from urllib.parse import unquote

from chalice.local import LocalGateway
from multidict import CIMultiDict

from devtools.local_run.origins import STAGE
from devtools.local_run.request_limits import MAX_EVENT_BYTES, Refused


class ProxyGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    def handle_request(self, method: str, path: str, headers: CIMultiDict[str], body: bytes | None) -> dict[str, Any]:
        """Calls the app. API Gateway splits a query at semicolons too."""
        path, mark, query = path.partition("?")
        answer: dict[str, Any] = super().handle_request(method, path + mark + query.replace(";", "&"), headers, body)
        return answer

    def route(self, method: str, path: str) -> str | None:
        """The route that serves this, such as `/chatbot/message`. None: API Gateway calls no Lambda for it."""
        try:
            route: str = self.event_converter._route_matcher.match_route(path.partition("?")[0]).route
        except ValueError:
            return None
        views = self._app_object.routes[route]
        # Chalice deploys a preflight's answer for a route that has cross-origin settings, and only for such a one.
        preflighted = method == "OPTIONS" and any(view.cors for view in views.values())
        return route if method in views or preflighted else None

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
        if isinstance(event["body"], bytes):  # API Gateway hands over text; what is not UTF-8 arrives damaged
            event["body"] = event["body"].decode(errors="replace")
        if body and len(body) > MAX_EVENT_BYTES // 2 and len(json.dumps(event).encode()) > MAX_EVENT_BYTES:
            raise Refused(413, "REQUEST_TOO_LARGE")
        return event


def by_name(headers: CIMultiDict[str]) -> dict[str, list[str]]:
    return {name: headers.getall(name) for name in dict.fromkeys(headers)}
