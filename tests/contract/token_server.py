"""Issues tokens over HTTP, for schemathesis, which calls the server from a process of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from tests.api_client import Seat, Shop


class Shops:
    """A shop with a conversation, for all calls that change nothing, and a new one for each other call."""

    def __init__(self) -> None:
        self.shop, self.visitor = with_a_conversation()

    def credentials_for(self, whose: str) -> dict[str, str | None]:
        shop, visitor = with_a_conversation() if whose == "throwaway" else (self.shop, self.visitor)
        token = visitor.api.token if whose == "visitor" else shop.admin().token
        return {
            "token": token,
            "conversation_id": visitor.conversation_id,
            "widget_token": shop.site.widget_token,
        }


def with_a_conversation() -> tuple[Shop, Seat]:
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    return shop, visitor


@contextmanager
def token_server() -> Iterator[str]:
    """Yields the server's address: `GET /visitor`, `/admin` and `/throwaway`."""
    shops = Shops()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(shops.credentials_for(self.path.strip("/"))).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
