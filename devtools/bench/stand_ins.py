"""Stand-ins for the AWS services that the server calls: DynamoDB Local, and a server that answers for the others."""

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
from chalicelib.model import SOCKET_SECONDS, Connection, Limits, Site
from chalicelib.storage import connections, sites
from deployment.tables import create_tables
from devtools.ports import free_port
from devtools.setup import dynamodb_local

KEY = secrets.token_urlsafe(48)
REGION = "us-east-1"
PREFIX = "porchlight-bench-"  # of the tables
SOCKET_PATH = "/api"  # of the stage
MAIL_DOMAIN = "chat.shop.example"


class StandIn(BaseHTTPRequestHandler):
    """Responds to posts to sockets, to Parameter Store with the signing key, to EventBridge Scheduler, to SES, and to
    S3 with a mail."""

    posts = 0  # to sockets
    mail = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        if "x-amz-target" in self.headers:
            self.answer(json.dumps({"Parameter": {"Value": KEY}}).encode())
        elif self.path.startswith("/schedules/"):
            self.answer(b'{"ScheduleArn": "arn:aws:scheduler:us-east-1:000000000000:schedule/bench/1"}')
        elif self.path.startswith("/v2/email/"):
            self.answer(b'{"MessageId": "1"}')
        else:
            StandIn.posts += 1
            self.answer(b"")

    def do_GET(self) -> None:
        self.answer(StandIn.mail)

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Prints nothing."""


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """Starts the stand-ins. Yields the environment variables of a function, and sets them in this process too."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    log = Path(tempfile.mkdtemp()) / "dynamodb.log"
    with dynamodb_local.running(None, port=free_port(), log=log) as store:
        variables = {
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_SSM": address,
            "PORCHLIGHT_PARAMETERS_ENDPOINT": address,
            "PORCHLIGHT_DYNAMODB_ENDPOINT": store.address,
            "PORCHLIGHT_TABLE_PREFIX": PREFIX,
            "PORCHLIGHT_MANAGEMENT_SCHEME": "http",
            "PORCHLIGHT_SIGNING_KEY_PARAMETER": "/porchlight/bench/signing-key",
            "PORCHLIGHT_LOG_LEVEL": "CRITICAL",
            **background(address),
        }
        os.environ.update(variables)
        create_tables(store.address, variables["PORCHLIGHT_TABLE_PREFIX"])
        yield variables
    server.shutdown()


def background(address: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL_SCHEDULER": address,
        "AWS_ENDPOINT_URL_SESV2": address,
        "AWS_ENDPOINT_URL_S3": address,
        "PORCHLIGHT_SCHEDULE_GROUP": "porchlight-bench-jobs",
        "PORCHLIGHT_SCHEDULE_ROLE": "arn:aws:iam::000000000000:role/bench",
        "PORCHLIGHT_JOB_FUNCTION": f"arn:aws:lambda:{REGION}:000000000000:function:porchlight-bench-job_due",
        "PORCHLIGHT_DEAD_LETTERS": f"arn:aws:sqs:{REGION}:000000000000:porchlight-bench-dead-letters",
        "PORCHLIGHT_MAIL_FROM": "chat@shop.example",
        "PORCHLIGHT_MAIL_DOMAIN": MAIL_DOMAIN,
        "PORCHLIGHT_MAIL_BUCKET": "bench",
    }


def create_site(variables: dict[str, str]) -> Site:
    """Stores a site and the open socket of one admin. Returns the site."""
    limits = Limits(conversations_per_minute=1_000_000, conversations_per_address=1_000_000)
    origins = ("https://shop.example",)
    site = Site("bench", "Bench", "pl_bench_0123456789", origins, greeting="", limits=limits)
    sites.put(site)
    open_socket("L0SM9cOFvHcCIhw=", events.admins_audience(site.site_id), management(variables))
    return site


def management(variables: dict[str, str]) -> str:
    """The address of the stand-in for API Gateway's Management API, without the path of a stage."""
    return variables["AWS_ENDPOINT_URL_SSM"]


def open_socket(id: str, audience: str, management: str) -> None:
    expires_at = int(time.time()) + SOCKET_SECONDS
    connections.put(Connection(id=id, audience=audience, endpoint=management + SOCKET_PATH, expires_at=expires_at))
