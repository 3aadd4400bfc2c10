"""The server of app.py as Lambda runs it: modules are loaded by need, logs are written, and nobody reads them."""

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from chalicelib import events
from chalicelib.accounts import admins
from chalicelib.model import SOCKET_SECONDS, Connection, Limits, Site
from chalicelib.storage import connections, sites
from deployment.tables import Tables, local_tables
from devtools.bench import stand_ins
from devtools.bench.handlers import management

ORIGIN = "https://shop.example"
TEXT = "Is the blue kettle in stock, and could you send it to Utrecht by Friday?"
WIDE = Limits(messages_at_once=1_000_000, conversations_per_minute=1_000_000, conversations_per_address=1_000_000)
PASSWORD = "a kettle that sings at six"


class Server:
    def __init__(self, app: Any, endpoint: str, tables: Tables) -> None:
        self.app, self.endpoint, self.tables = app, endpoint, tables

    def call(self, path: str, token: str | None = None, **body: Any) -> Any:
        """A call as pages make it: a simple POST with the token in its body. Returns the answer's body."""
        sent = {**body, "token": token} if token else body
        answer = self.app(event_of(path, json.dumps(sent)), SimpleNamespace(aws_request_id=secrets.token_hex(16)))
        if answer["statusCode"] not in (200, 201):
            raise RuntimeError(f"{path}: {answer['statusCode']} {answer['body']}")
        return json.loads(answer["body"])

    def site(self, sockets: int = 0) -> Site:
        """A new site. `sockets`: open pages of its admins."""
        name = secrets.token_hex(6)
        site = Site(name, "Bench", f"pl_{name}_0123456789", (ORIGIN,), greeting="", limits=WIDE, installed_at=1)
        sites.put(site)
        for _ in range(sockets):
            connections.put(
                Connection(
                    id=secrets.token_urlsafe(11) + "=",
                    audience=events.admins_audience(name),
                    endpoint=self.endpoint,
                    expires_at=int(time.time()) + SOCKET_SECONDS,
                )
            )
        return site

    def admin(self, site: Site) -> str:
        """The token of a new account that has signed in."""
        account = admins.create(site.site_id, f"{secrets.token_hex(6)}@shop.example", "Maya", PASSWORD)
        return str(self.call("/admin/session", email=account.email, password=PASSWORD)["token"])


@dataclass
class Visitor:
    server: Server
    token: str
    conversation_id: str
    last: int = 0

    @classmethod
    def arrived(cls, server: Server, site: Site, messages: int = 1) -> "Visitor":
        session = server.call("/chatbot/session", widget_token=site.widget_token)
        visitor = cls(server, session["token"], session["conversation_id"])
        for _ in range(messages):
            visitor.send()
        return visitor

    def send(self) -> None:
        client_id = secrets.token_urlsafe(12)
        sent = self.server.call("/chatbot/message", self.token, client_id=client_id, body=TEXT, after=self.last)
        self.last = sent["message"]["id"]

    def poll(self) -> None:
        self.server.call("/chatbot/messages", self.token, since_id=self.last, limit=200)


@contextmanager
def running() -> Iterator[Server]:
    """Sets this process up for good: start one only."""
    with management.running() as endpoint, stand_ins.environment() as variables, Path(os.devnull).open("w") as nowhere:
        os.environ["PORCHLIGHT_LOG_LEVEL"] = "INFO"
        os.environ["AWS_LAMBDA_FUNCTION_NAME"] = "porchlight"
        with redirect_stdout(nowhere):  # where the log goes from its set-up on
            import app
        tables = local_tables(variables["PORCHLIGHT_DYNAMODB_ENDPOINT"], variables["PORCHLIGHT_TABLE_PREFIX"])
        yield Server(app.app, endpoint, tables)


def event_of(path: str, body: str) -> dict[str, Any]:
    headers = {"content-type": "text/plain;charset=UTF-8", "origin": ORIGIN, "user-agent": "Mozilla/5.0"}
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
        "body": body,
        "isBase64Encoded": False,
    }
