"""A service of AWS that answers as a test says: with any status, late, torn, or not at all."""

import json
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

Play = Callable[[socket.socket, "Received"], bool]  # answers one request; returns whether the connection stays open


class Received(NamedTuple):
    line: str
    headers: dict[str, str]  # names in lower case
    body: bytes


class PlayedService:
    """Plays one part for each request, and the last one for all that follow."""

    def __init__(self) -> None:
        self.parts: list[Play] = []
        self.received: list[Received] = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def plays(self, *parts: Play) -> None:
        self.parts = list(parts)
        self.received.clear()

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as sent:  # the client may give up at any time
            while line := sent.readline().decode(errors="replace").strip():
                headers = {}
                while field := sent.readline().decode().strip():
                    name, _, value = field.partition(": ")
                    headers[name.lower()] = value
                received = Received(line, headers, sent.read(int(headers.get("content-length", 0))))
                self.received.append(received)
                part = self.parts.pop(0) if len(self.parts) > 1 else self.parts[0]
                if not part(connection, received):
                    return


@contextmanager
def played_service() -> Iterator[PlayedService]:
    service = PlayedService()
    try:
        yield service
    finally:
        service.socket.shutdown(socket.SHUT_RDWR)  # ends `accept`, which would keep the address
        service.socket.close()


def written(status: int, body: bytes, *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} Played", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def answers(status: int, fields: Any, *headers: str) -> Play:
    """`fields`: JSON, or bytes as they are."""
    body = fields if isinstance(fields, bytes) else json.dumps(fields).encode()

    def play(connection: socket.socket, received: Received) -> bool:
        checksum = f"x-amz-crc32: {zlib.crc32(body)}"
        connection.sendall(written(status, body, checksum, "x-amzn-RequestId: ID1", *headers))
        return True

    return play


def refuses(status: int, code: str, message: str = "played", **more: Any) -> Play:
    return answers(status, {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": message, **more})


def damages(fields: Any) -> Play:
    """The answer has another checksum."""

    def play(connection: socket.socket, received: Received) -> bool:
        connection.sendall(written(200, json.dumps(fields).encode(), "x-amz-crc32: 1"))
        return True

    return play


def tears(part: bytes = b"") -> Play:
    """The connection is reset, in the middle of the answer if there is a `part` of it."""

    def play(connection: socket.socket, received: Received) -> bool:
        if part:
            connection.sendall(part)
        else:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    return play


def hangs(until: threading.Event) -> Play:
    def play(connection: socket.socket, received: Received) -> bool:
        until.wait(30)
        return False

    return play


def closes_after(play: Play) -> Play:
    """The service answers, and closes the connection without a word."""

    def closing(connection: socket.socket, received: Received) -> bool:
        play(connection, received)
        return False

    return closing
