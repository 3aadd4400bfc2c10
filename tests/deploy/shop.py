"""A website with one page, which has the tag that the deploy command prints."""

import http.server
import threading

from devtools.ports import free_port


class Shop:
    def __init__(self) -> None:
        self.page = b""
        self.port = free_port()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), self.handler())
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def show(self, tag: str) -> None:
        text = f"<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title><h1>Shop</h1>{tag}</html>"
        self.page = text.encode()

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        shop = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(shop.page if self.path == "/" else b"")

            def log_message(self, format: str, *arguments: object) -> None:
                """Requests are not logged."""

        return Handler
