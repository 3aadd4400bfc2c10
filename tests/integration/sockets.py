"""Sockets as API Gateway reports them: raw events for the unchanged handlers of app.py."""

import dataclasses
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import app
from chalicelib.config import config
from chalicelib.realtime import gateway
from tests import leaks
from tests.api_client import ORIGIN, Api
from tests.functions import acting_as
from tests.integration.management_api import STAGE, management_api, new_connection_id


class Socket:
    """One socket. It is not open before `connect`."""

    def __init__(self, ticket: str | None, origin: str | None = ORIGIN) -> None:
        self.id = new_connection_id()
        self.ticket = ticket
        self.origin = origin

    def connect(self, **headers: str | None) -> dict[str, Any]:
        """Returns the handshake's answer. `headers` replace the default ones; None omits one."""
        offered = None if self.ticket is None else f"porchlight.v1, ticket.{self.ticket}"
        usual = {"Host": management_api().domain_name, "Origin": self.origin, "Sec-WebSocket-Protocol": offered}
        sent = {name: value for name, value in {**usual, **headers}.items() if value is not None}
        event = self.event("CONNECT", "$connect")
        event["headers"] = sent
        event["multiValueHeaders"] = {name: [value] for name, value in sent.items()}
        with over_http(), acting_as("connect"):
            return answered(app.websocket_connect(event, None))

    def send_frame(self, frame: Any, **context: Any) -> dict[str, Any]:
        """Sends a frame: a value to be sent as JSON, or a text to be sent as it is. `context`: fields of the event's
        context."""
        event = self.event("MESSAGE", "$default", messageId=secrets.token_urlsafe(11), **context)
        event["body"] = frame if isinstance(frame, str) else json.dumps(frame)
        with over_http(), acting_as("message"):
            return answered(app.websocket_message(event, None))

    def close(self) -> dict[str, Any]:
        with over_http(), acting_as("disconnect"):
            event = self.event("DISCONNECT", "$disconnect", disconnectStatusCode=1001, disconnectReason="Going away")
            return answered(app.websocket_disconnect(event, None))

    @property
    def received(self) -> list[dict[str, Any]]:
        frames = management_api().frames(self.id)
        assert not leaks.in_answer(frames)
        return frames

    def event(self, kind: str, route: str, **more: Any) -> dict[str, Any]:
        return {
            "requestContext": {
                "routeKey": route,
                "eventType": kind,
                "extendedRequestId": secrets.token_urlsafe(11),
                "requestTime": "22/Nov/2026:10:00:00 +0000",
                "messageDirection": "IN",
                "stage": STAGE,
                "connectedAt": int(time.time() * 1000),
                "requestTimeEpoch": int(time.time() * 1000),
                "identity": {"sourceIp": "192.0.2.7", "userAgent": "Mozilla/5.0"},
                "requestId": secrets.token_urlsafe(11),
                "domainName": management_api().domain_name,
                "connectionId": self.id,
                "apiId": "a1b2c3d4e5",
                **more,
            },
            "isBase64Encoded": False,
        }


def answered(answer: Any) -> dict[str, Any]:
    """Checks that an answer has the form that API Gateway accepts: a status, and headers and a body as strings."""
    assert isinstance(answer["statusCode"], int)
    assert isinstance(answer.get("body", ""), str)
    assert all(isinstance(value, str) for value in answer.get("headers", {}).values())
    return dict(answer)


@contextmanager
def over_http() -> Iterator[None]:
    """Uses plain HTTP for the local Management API."""
    plain = dataclasses.replace(config(), management_scheme="http")
    with patch.object(gateway, "config", lambda: plain):
        yield


def opened(api: Api, ticket_path: str) -> Socket:
    """Opens a page's socket: a ticket, then the handshake."""
    socket = Socket(api.post(ticket_path).body["ticket"])
    assert socket.connect()["statusCode"] == 200
    return socket


def visitors(api: Api) -> Socket:
    return opened(api, "/chatbot/ticket")


def admins(api: Api) -> Socket:
    return opened(api, "/admin/ticket")
