"""The events that API Gateway's WebSocket API sends to Lambdas."""

import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from devtools.local_run.origins import STAGE


def random_id() -> str:
    """Returns sixteen characters that end in `=`, like API Gateway's connection and request ids."""
    return base64.urlsafe_b64encode(secrets.token_bytes(11)).decode()


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Origin:
    """The fields that all events of a connection share. `domain_name` is the host of its Management API."""

    domain_name: str
    source_ip: str
    user_agent: str
    connection_id: str = field(default_factory=random_id)
    connected_at: int = field(default_factory=now_ms)

    def context(self, route: str, kind: str, **more: Any) -> dict[str, Any]:
        request_id = random_id()
        return {
            "routeKey": route,
            "eventType": kind,
            "connectionId": self.connection_id,
            "connectedAt": self.connected_at,
            "domainName": self.domain_name,
            "stage": STAGE,
            "apiId": "local",
            "messageDirection": "IN",
            "requestId": request_id,
            "extendedRequestId": request_id,
            "requestTime": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()),
            "requestTimeEpoch": now_ms(),
            "identity": {"sourceIp": self.source_ip, "userAgent": self.user_agent},
            **more,
        }


def connect(origin: Origin, request: web.Request) -> dict[str, Any]:
    query = request.query
    return {
        "headers": dict(request.headers),
        "multiValueHeaders": {name: request.headers.getall(name) for name in request.headers},
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": {name: query.getall(name) for name in query} or None,
        "requestContext": origin.context("$connect", "CONNECT"),
        "isBase64Encoded": False,
    }


def message(origin: Origin, body: str) -> dict[str, Any]:
    return {
        "requestContext": origin.context("$default", "MESSAGE", messageId=random_id()),
        "body": body,
        "isBase64Encoded": False,
    }


def disconnect(origin: Origin, status: int, reason: str) -> dict[str, Any]:
    more = {"disconnectStatusCode": status, "disconnectReason": reason}
    return {
        "headers": {"Host": origin.domain_name},
        "multiValueHeaders": {"Host": [origin.domain_name]},
        "requestContext": origin.context("$disconnect", "DISCONNECT", **more),
        "isBase64Encoded": False,
    }
