"""Chalice's own local gateway, with what it leaves out of API Gateway's events."""

import uuid
from typing import Any
from urllib.parse import unquote

from chalice.local import LocalGateway
from multidict import CIMultiDict

STAGE = "api"


class ProxyGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    def route(self, method: str, path: str) -> str | None:
        """The route that serves this, such as `/chatbot/message`. None: API Gateway calls no Lambda for it."""
        try:
            route: str = self.event_converter._route_matcher.match_route(path).route
        except ValueError:
            return None
        methods = self._app_object.routes[route]
        return route if method in methods or method == "OPTIONS" else None

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
        return event


def by_name(headers: CIMultiDict[str]) -> dict[str, list[str]]:
    return {name: headers.getall(name) for name in dict.fromkeys(headers)}
