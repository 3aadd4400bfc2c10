"""A request that was sent, until its answer is there."""

import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

if TYPE_CHECKING:
    from chalicelib.aws.connections import Connections

READ_BYTES = 64 * 1024  # at once
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked", re.IGNORECASE)
NOT_YET = (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError)


class Answer(NamedTuple):
    """Has the names that botocore's retries read."""

    status_code: int
    headers: Any  # by name in any case
    content: bytes


class Pending:
    """It must be finished or abandoned."""

    def __init__(self, connections: "Connections", connection: HTTPConnection, method: str, url: str) -> None:
        self.connections = connections
        self.connection = connection
        self.method = method
        self.url = url
        self.begun = time.monotonic()
        self.until = self.begun + connections.read_seconds
        self.received = Received(connection.sock)

    def fileno(self) -> int:
        """It can be read when something arrives, or the connection ends."""
        return self.connection.sock.fileno()

    def arrived(self) -> bool:
        """Reads what has arrived, without waiting. Returns whether `finish` has nothing to wait for.

        What can be read may be no answer: on a new connection TLS sends its session tickets first.
        """
        self.connection.sock.settimeout(0)
        while not self.received.ended and not whole(self.received.content):
            try:
                self.received.read_more()
            except NOT_YET:
                return False
        return True

    def finish(self, most_seconds: float | None = None) -> Answer:
        """Waits for the answer. Raises botocore's exceptions. `most_seconds`: fewer than the usual time-out."""
        usual = self.connections.read_seconds
        with self.faults():
            self.connection.sock.settimeout(usual if most_seconds is None else min(most_seconds, usual))
            response = HTTPResponse(self.received, method=self.method)  # type: ignore[arg-type]
            response.begin()
            answer = Answer(response.status, response.headers, response.read())
            self.connection.sock.settimeout(usual)
        self.connections.keep(self.connection, response)
        return answer

    def abandon(self) -> None:
        self.connection.close()

    @contextmanager
    def faults(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            self.abandon()
            raise ReadTimeoutError(endpoint_url=self.url, error=error) from error
        except (OSError, HTTPException) as error:
            self.abandon()
            raise ConnectionClosedError(endpoint_url=self.url, error=error) from error
        except BaseException:
            self.abandon()
            raise


class Received(RawIOBase):
    """What a socket has received: first what was read without waiting, then what arrives. Raises `OSError`."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.content = b""
        self.ended = False
        self.failure: OSError | None = None

    def makefile(self, mode: str) -> BufferedReader | Any:
        """What `HTTPResponse` reads from."""
        return BufferedReader(self) if self.content or self.ended else self.socket.makefile(mode)

    def read_more(self) -> None:
        """Raises one of `NOT_YET` if nothing is there."""
        try:
            more = self.socket.recv(READ_BYTES)
        except NOT_YET:
            raise
        except OSError as error:
            more, self.failure = b"", error
        self.content += more
        self.ended = not more

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.content:
            part, self.content = self.content[: len(buffer)], self.content[len(buffer) :]
            buffer[: len(part)] = part
            return len(part)
        if self.failure:
            raise self.failure
        return 0 if self.ended else int(self.socket.recv_into(buffer))


def whole(received: bytes) -> bool:
    """Whether this is an answer to its end. One without a length ends with its head, or when the connection does."""
    head, mark, body = received.partition(b"\r\n\r\n")
    if length := LENGTH.search(head):
        return bool(mark) and len(body) >= int(length[1])
    return bool(mark) and (not CHUNKED.search(head) or body.endswith(b"0\r\n\r\n"))
