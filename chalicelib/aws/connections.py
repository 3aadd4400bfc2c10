"""Signed requests to one endpoint of AWS, over connections that are kept open.

It sends what botocore's client would send, and raises what that would raise.
"""

import select
import ssl
from collections import deque
from http.client import HTTPConnection, HTTPSConnection
from socket import socket
from urllib.parse import urlsplit

from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, SSLError
from botocore.utils import get_environ_proxies

from chalicelib import aws
from chalicelib.aws import credentials
from chalicelib.aws.answers import Answer
from chalicelib.aws.pending import FAULTS, Pending, failure_of
from chalicelib.aws.signatures import Signer
from chalicelib.config import config
from chalicelib.once import once

USUAL_PORT = {"http": ":80", "https": ":443"}


class Line:
    """An open connection."""

    __slots__ = ("readable", "sock")

    def __init__(self, sock: socket) -> None:
        self.sock = sock
        self.readable = select.poll()  # unlike `select.select`, it takes any number of open files
        self.readable.register(sock, select.POLLIN)

    def wait_at_most(self, seconds: float) -> None:
        if self.sock.gettimeout() != seconds:  # to set it is a call of the system
            self.sock.settimeout(seconds)

    def is_open(self) -> bool:
        """Whether a connection that waits can have a request. What can be read is its end, or, after the handshake,
        TLS's session tickets, which are read here."""
        if not self.readable.poll(0):
            return True
        self.wait_at_most(0)
        try:
            self.sock.recv(1)
        except (ssl.SSLWantReadError, BlockingIOError):
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        self.sock.close()


class Connections:
    """Threads may share it: a connection has one request at a time, and then waits for the next.

    `service`: as its signatures name it. `most`: connections that wait; any number may be in use.
    """

    def __init__(self, service: str, endpoint: str, connect_seconds: float, read_seconds: float, most: int) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in USUAL_PORT or not parts.hostname:
            raise ValueError(f"Not an endpoint: {endpoint}")
        self.signer = Signer(service, config().region)
        self.secure = parts.scheme == "https"
        self.address = (parts.hostname, parts.port)
        self.host = parts.netloc.removesuffix(USUAL_PORT[parts.scheme])
        self.origin = f"{parts.scheme}://{self.host}"
        self.proxies = get_environ_proxies(self.origin) if self.secure else {}
        self.connect_seconds, self.read_seconds = connect_seconds, read_seconds
        self.waiting: deque[Line] = deque(maxlen=most)

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Makes one attempt. Raises botocore's exceptions where no whole answer arrives."""
        return self.begin(method, path, headers, body).finish()

    def begin(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Pending:
        """Sends a request without waiting for its answer, so that one thread can have several in progress.

        The names of headers have small letters. The method is not `HEAD`.
        """
        url = self.origin + path
        head = self.signed(method, path, headers, body)
        line = self.opened(url)
        try:
            line.wait_at_most(self.read_seconds)
            line.sock.sendall(head + body)
        except FAULTS as error:
            line.close()
            raise failure_of(error, url) from error
        except BaseException:
            line.close()
            raise
        return Pending(self, line, url)

    def signed(self, method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        """Returns the request up to its body. Raises `NoCredentialsError`."""
        keys = credentials.current()
        if keys is None:
            raise NoCredentialsError()
        signed = self.signer.signed(keys, method, path, {"host": self.host, **headers}, body)
        lines = "".join([f"{name}: {value}\r\n" for name, value in signed.items()])
        end = f"user-agent: {aws.USER_AGENT}\r\ncontent-length: {len(body)}\r\n\r\n"
        return f"{method} {path} HTTP/1.1\r\n{lines}{end}".encode()

    def opened(self, url: str) -> Line:
        """Returns a connection that waits, unless AWS has closed it meanwhile, or a new one."""
        while self.waiting:
            try:
                line = self.waiting.pop()
            except IndexError:  # another thread has taken it
                break
            if line.is_open():
                return line
            line.close()
        return self.new(url)

    def ready(self) -> int:
        """How many connections wait, without those that AWS has closed meanwhile."""
        for _ in range(len(self.waiting)):
            try:
                line = self.waiting.popleft()
            except IndexError:  # another thread has taken it
                break
            if line.is_open():
                self.waiting.append(line)
            else:
                line.close()
        return len(self.waiting)

    def prepare(self) -> None:
        """Does what takes long in a cold process, and needs no connection."""
        if self.secure:
            trust()

    def add(self, most_seconds: float) -> None:
        """Opens one more connection for later. Raises botocore's exceptions."""
        self.waiting.append(self.new(self.origin, most_seconds))

    def new(self, url: str, most_seconds: float | None = None) -> Line:
        seconds = self.connect_seconds if most_seconds is None else min(most_seconds, self.connect_seconds)
        connection = self.unconnected(seconds)
        try:
            connection.connect()
        except TimeoutError as error:
            raise ConnectTimeoutError(endpoint_url=url, error=error) from error
        except ssl.SSLError as error:
            raise SSLError(endpoint_url=url, error=error) from error
        except OSError as error:
            raise EndpointConnectionError(endpoint_url=url, error=error) from error
        return Line(connection.sock)

    def unconnected(self, seconds: float) -> HTTPConnection:
        if not self.secure:
            return HTTPConnection(*self.address, timeout=seconds)
        if not self.proxies:
            return HTTPSConnection(*self.address, timeout=seconds, context=trust())
        return self.through_proxy(seconds)

    def through_proxy(self, seconds: float) -> HTTPSConnection:
        from botocore.httpsession import ProxyConfiguration  # imports urllib3, and functions on Lambda have no proxy

        proxies = ProxyConfiguration(self.proxies)
        proxy = proxies.proxy_url_for(self.origin)
        if not proxy:
            return HTTPSConnection(*self.address, timeout=seconds, context=trust())
        parts = urlsplit(proxy)
        connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=trust())
        connection.set_tunnel(*self.address, headers=proxies.proxy_headers_for(proxy))
        return connection

    def keep(self, line: Line) -> None:
        if len(self.waiting) == self.waiting.maxlen:
            line.close()
        else:
            self.waiting.append(line)


@once
def trust() -> ssl.SSLContext:
    """Shared, since reading the authorities takes milliseconds."""
    return ssl.create_default_context(cafile=aws.authorities())
