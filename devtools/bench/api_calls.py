"""The first calls of the API and of the WebSocket functions, as API Gateway's events."""

import json
import secrets
from typing import Any

from chalicelib import events
from chalicelib.identity import tickets, tokens
from chalicelib.model import Site, VisitorCaller, now_ms
from devtools.bench.background_calls import Invocation, conversation
from devtools.bench.stand_ins import SOCKET_PATH, open_socket

ORIGIN = "https://shop.example"


def invocations(site: Site, management: str) -> dict[str, Invocation]:
    """By name. `management`: the address that posts to sockets go to."""
    return {
        "API: first message, pushed to one socket": Invocation("app", lambda: first_message(site)),
        "API: session of a visitor": Invocation("app", lambda: session(site)),
        "API: poll that finds nothing": Invocation("app", lambda: poll(site)),
        "websocket_connect: visitor": Invocation("websocket_connect", lambda: connect(site, management)),
        "websocket_message: ping": Invocation("websocket_message", lambda: frame(management, {"type": "ping"})),
        "websocket_message: resume": Invocation("websocket_message", lambda: resume(site, management)),
        "fan_out: an event handed over": Invocation("fan_out", lambda: handed_over(site)),
        "websocket_disconnect: visitor": Invocation("websocket_disconnect", lambda: disconnect(site, management)),
    }


def first_message(site: Site) -> dict[str, Any]:
    name = secrets.token_urlsafe(12)
    token, _ = tokens.issue_visitor(VisitorCaller(site.site_id, f"v_{name}", f"c_{name}"))
    fields = {"token": token, "client_id": f"b-{name}", "body": "Is the blue kettle in stock?", "after": 0}
    return request("/chatbot/message", fields)


def session(site: Site) -> dict[str, Any]:
    return request("/chatbot/session", {"widget_token": site.widget_token})


def poll(site: Site) -> dict[str, Any]:
    id = conversation(site)
    token, _ = tokens.issue_visitor(VisitorCaller(site.site_id, id.replace("c_", "v_", 1), id))
    return request("/chatbot/messages", {"token": token, "since_id": 1})


def request(path: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A POST as pages send it, without a preflight."""
    headers = {"content-type": "text/plain;charset=UTF-8", "origin": ORIGIN}
    return {
        "resource": path,
        "path": path,
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": "POST",
            "resourcePath": path,
            "path": f"/api{path}",
            "stage": "api",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": json.dumps(fields),
        "isBase64Encoded": False,
    }


def connect(site: Site, management: str) -> dict[str, Any]:
    ticket, _ = tickets.issue(events.visitor_audience(f"v_{secrets.token_urlsafe(12)}"), ORIGIN)
    event = on_socket(management, "$connect", "CONNECT", socket_id())
    event["headers"] = {"Sec-WebSocket-Protocol": f"porchlight.v1, ticket.{ticket}", "Origin": ORIGIN}
    return event


def frame(management: str, fields: dict[str, Any], id: str = "") -> dict[str, Any]:
    event = on_socket(management, "$default", "MESSAGE", id or socket_id())
    return {**event, "body": json.dumps(fields), "isBase64Encoded": False}


def resume(site: Site, management: str) -> dict[str, Any]:
    id, socket = conversation(site), socket_id()
    open_socket(socket, events.visitor_audience(id.replace("c_", "v_", 1)), management)
    return frame(management, {"type": "resume", "cursors": {id: 0}}, socket)


def disconnect(site: Site, management: str) -> dict[str, Any]:
    socket = socket_id()
    open_socket(socket, events.visitor_audience(f"v_{secrets.token_urlsafe(12)}"), management)
    return on_socket(management, "$disconnect", "DISCONNECT", socket)


def handed_over(site: Site) -> dict[str, Any]:
    event = {"type": "BlocksChanged"}
    return {"audiences": [events.admins_audience(site.site_id)], "event": event, "sender": ""}


def socket_id() -> str:
    return f"{secrets.token_urlsafe(11)}="


def on_socket(management: str, route: str, kind: str, id: str) -> dict[str, Any]:
    return {
        "requestContext": {
            "routeKey": route,
            "eventType": kind,
            "connectionId": id,
            "domainName": management.partition("://")[2],
            "stage": SOCKET_PATH.strip("/"),
            "apiId": "cold",
            "requestId": "cold",
            "requestTimeEpoch": now_ms(),
            "identity": {"sourceIp": "192.0.2.1"},
        },
    }
