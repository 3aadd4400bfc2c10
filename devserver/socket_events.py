"""The events that API Gateway's WebSocket API sends to its Lambdas."""

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from devserver.rest import STAGE


@dataclass
class Origin:
    """What every event of one connection repeats."""

    connection_id: str
    domain_name: str
    source_ip: str
    user_agent: str
    connected_at: int = field(default_factory=lambda: time.time_ns() // 1_000_000)

    def context(self, route: str, kind: str, **more: Any) -> dict[str, Any]:
        request_id = str(uuid.uuid4())
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
            "requestTimeEpoch": time.time_ns() // 1_000_000,
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
        "requestContext": origin.context("$default", "MESSAGE", messageId=str(uuid.uuid4())),
        "body": body,
        "isBase64Encoded": False,
    }


def disconnect(origin: Origin, status: int, reason: str) -> dict[str, Any]:
    more = {"disconnectStatusCode": status, "disconnectReason": reason}
    return {
        "headers": {"Host": origin.domain_name},
        "requestContext": origin.context("$disconnect", "DISCONNECT", **more),
        "isBase64Encoded": False,
    }
