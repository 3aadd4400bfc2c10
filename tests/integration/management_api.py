"""A local stand-in for API Gateway's @connections Management API, so that tests use the real client."""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

from chalicelib.realtime import fanout, gateway

STAGE = "api"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # posts that may arrive at once


class ManagementApi:
    """Takes the frames that are posted to sockets. A socket named in `statuses` answers otherwise, one in `hanging`
    not before its event is set."""

    def __init__(self) -> None:
        self.statuses: dict[str, int] = {}
        self.hanging: dict[str, Event] = {}
        self.posted: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.closed: list[str] = []
        self.arrived = Condition()
        self.server = Server(("127.0.0.1", 0), self.handler())
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def domain_name(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"  # keeps connections open

            def do_POST(self) -> None:
                connection_id = unquote(self.path.rpartition("/@connections/")[2])
                frame = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status = api.take(connection_id, frame)
                try:
                    self.send_response(status)
                    self.send_header("content-length", "0")
                    self.end_headers()
                except OSError:
                    self.close_connection = True  # the client has given up

            def do_DELETE(self) -> None:
                api.closed.append(unquote(self.path.rpartition("/@connections/")[2]))
                self.send_response(204)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Logs nothing: posts are recorded in `posted`."""

        return Handler

    def take(self, connection_id: str, frame: dict[str, Any]) -> int:
        with self.arrived:
            self.posted[connection_id].append(frame)
            self.arrived.notify_all()
        if connection_id in self.hanging:
            self.hanging[connection_id].wait(timeout=30)
        return self.statuses.get(connection_id, 200)

    def frames(self, connection_id: str) -> list[dict[str, Any]]:
        with self.arrived:
            return list(self.posted[connection_id])

    @contextmanager
    def hangs(self, *connection_ids: str) -> Iterator[None]:
        """Accepts posts to these sockets without answering, inside the block."""
        release = Event()
        self.hanging.update(dict.fromkeys(connection_ids, release))
        try:
            yield
        finally:
            release.set()
            for connection_id in connection_ids:
                del self.hanging[connection_id]


@cache
def management_api() -> ManagementApi:
    """One for the whole session: tests use connection ids of their own.

    A busy machine must not fail a test, so pushes to here get more time than on AWS. Tests that are about time set
    the budget themselves, and say `localhost`, whose client has the time-outs of AWS.
    """
    api = ManagementApi()
    with patch.multiple(gateway, CONNECT_SECONDS=20, READ_SECONDS=20):
        gateway.client(f"http://{api.domain_name}/{STAGE}")
    fanout.WAIT_SECONDS = 20
    return api


def new_connection_id() -> str:
    return secrets.token_urlsafe(11) + "="  # the form of API Gateway's ids
