"""Chalice's own local gateway, with what it leaves out of API Gateway's events and refusals."""

import json
import uuid
from typing import Any
from urllib.parse import unquote

from chalice.local import ForbiddenError, LocalGateway
from multidict import CIMultiDict

from devserver.origins import STAGE
from devserver.request_limits import MAX_EVENT_BYTES, Refused


class ProxyGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    def handle_request(self, method: str, path: str, headers: CIMultiDict[str], body: bytes | None) -> dict[str, Any]:
        """API Gateway calls no Lambda for a path or a method that no route has. It splits queries at semicolons too."""
        path, mark, query = path.partition("?")
        path += mark + query.replace(";", "&")
        if method not in self._methods_of(path):
            raise ForbiddenError(
                {"x-amzn-ErrorType": "MissingAuthenticationTokenException", "Content-Type": "application/json"},
                b'{"message": "Missing Authentication Token"}',
            )
        answer: dict[str, Any] = super().handle_request(method, path, headers, body)
        return answer

    def _methods_of(self, path: str) -> set[str]:
        try:
            route = self.event_converter._route_matcher.match_route(path).route
        except ValueError:
            return set()
        views = self._app_object.routes[route]
        # Chalice deploys a preflight's answer for a route that has cross-origin settings, and only for such a one.
        return {*views, *(["OPTIONS"] if any(view.cors for view in views.values()) else [])}

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
            raise Refused(413, "Request Too Long")
        return event


def by_name(headers: CIMultiDict[str]) -> dict[str, list[str]]:
    return {name: headers.getall(name) for name in dict.fromkeys(headers)}
