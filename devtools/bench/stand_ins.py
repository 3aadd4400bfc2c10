"""What the server finds around it: DynamoDB Local, and one server as Parameter Store and as Management API."""

import json
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from chalicelib import events
from chalicelib.identity import tokens
from chalicelib.model import SOCKET_SECONDS, Connection, Limits, Site, VisitorCaller
from chalicelib.storage import connections, sites
from devtools import engine
from devtools.local_run.tables import create_tables
from devtools.ports import free_port

KEY = secrets.token_urlsafe(48)
REGION = "us-east-1"


class Stand(BaseHTTPRequestHandler):
    """Answers every post to a socket with 200, and says the signing key to whoever asks Parameter Store."""

    posts = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        asked = "x-amz-target" in self.headers
        Stand.posts += not asked
        body = json.dumps({"Parameter": {"Value": KEY}}).encode() if asked else b""
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """Starts them, and yields what a function's environment says. It is this process's environment as well."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stand)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    log = Path(tempfile.mkdtemp()) / "dynamodb.log"
    with engine.running(None, port=free_port(), log=log) as store:
        variables = {
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_SSM": address,
            "PORCHLIGHT_DYNAMODB_ENDPOINT": store.address,
            "PORCHLIGHT_TABLE_PREFIX": "porchlight-bench-",
            "PORCHLIGHT_SIGNING_KEY_PARAMETER": "/porchlight/bench/signing-key",
            "PORCHLIGHT_LOG_LEVEL": "CRITICAL",
        }
        os.environ.update(variables)
        create_tables(store.address, variables["PORCHLIGHT_TABLE_PREFIX"])
        yield variables
    server.shutdown()


def shop(variables: dict[str, str]) -> str:
    """Stores a site with one admin's socket that listens. Returns the site's id."""
    limits = Limits(conversations_per_minute=1_000_000, conversations_per_address=1_000_000)
    origins = ("https://shop.example",)
    site = Site("bench", "Bench", "pl_bench_0123456789", origins, greeting="", limits=limits)
    sites.put(site)
    connections.put(
        Connection(
            id="L0SM9cOFvHcCIhw=",
            audience=events.admins_audience(site.site_id),
            endpoint=variables["AWS_ENDPOINT_URL_SSM"] + "/api",
            expires_at=int(time.time()) + SOCKET_SECONDS,
        )
    )
    return site.site_id


def first_message(site_id: str) -> dict[str, Any]:
    """API Gateway's event for the first message of a visitor who has never been there."""
    name = secrets.token_urlsafe(12)
    token, _ = tokens.issue_visitor(VisitorCaller(site_id, f"v_{name}", f"c_{name}"))
    headers = {
        "authorization": f"Bearer {token}",
        "content-type": "application/json",
        "origin": "https://shop.example",
    }
    return {
        "resource": "/chatbot/message",
        "path": "/chatbot/message",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": "POST",
            "resourcePath": "/chatbot/message",
            "path": "/api/chatbot/message",
            "stage": "api",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": json.dumps({"client_id": f"b-{name}", "body": "Is the blue kettle in stock?", "after": 0}),
        "isBase64Encoded": False,
    }
