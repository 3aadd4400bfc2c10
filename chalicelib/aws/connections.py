"""Signed requests to one endpoint of AWS, over connections that are kept open.

It sends what botocore's client would send, and raises what that would raise. Botocore makes the signature.
"""

import select
import ssl
from collections import deque
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, SSLError
from botocore.utils import get_environ_proxies

from chalicelib import aws
from chalicelib.aws import credentials
from chalicelib.aws.pending import Answer, Pending
from chalicelib.config import config
from chalicelib.once import once

USUAL_PORT = {"http": ":80", "https": ":443"}


class Unsigned(NamedTuple):
    """What botocore's signer reads of a request, and writes: the headers."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes
    context: dict[str, Any]
    params: None = None


class Connections:
    """Threads may share it: a connection has one request at a time, and then waits for the next.

    `service`: as its signatures name it. `most`: connections that wait; any number may be in use.
    """

    def __init__(self, service: str, endpoint: str, connect_seconds: float, read_seconds: float, most: int) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in USUAL_PORT or not parts.hostname:
            raise ValueError(f"Not an endpoint: {endpoint}")
        self.service = service
        self.secure = parts.scheme == "https"
        self.address = (parts.hostname, parts.port)
        self.host = parts.netloc.removesuffix(USUAL_PORT[parts.scheme])
        self.origin = f"{parts.scheme}://{self.host}"
        self.proxies = get_environ_proxies(self.origin) if self.secure else {}
        self.connect_seconds, self.read_seconds = connect_seconds, read_seconds
        self.waiting: deque[HTTPConnection] = deque(maxlen=most)

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Makes one attempt. Raises botocore's exceptions where no whole answer arrives."""
        return self.begin(method, path, headers, body).finish()

    def begin(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Pending:
        """Sends a request without waiting for its answer, so that one thread can have several in progress."""
        url = self.origin + path
        head = self.signed(method, path, headers, body)
        pending = Pending(self, self.opened(url), method, url)
        with pending.faults():
            pending.connection.sock.sendall(head + body)
        return pending

    def signed(self, method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        """Returns the request up to its body. Raises `NoCredentialsError`."""
        request = Unsigned(method, self.origin + path, {"Host": self.host, **headers}, body, {})
        SigV4Auth(credentials.current(), self.service, config().region).add_auth(request)  # type: ignore[arg-type]
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers.items())]
        lines += [f"User-Agent: {aws.USER_AGENT}", f"Content-Length: {len(body)}", "", ""]
        return "\r\n".join(lines).encode()

    def opened(self, url: str) -> HTTPConnection:
        """Returns a connection that waits, unless AWS has closed it meanwhile, or a new one."""
        while self.waiting:
            try:
                connection = self.waiting.pop()
            except IndexError:  # another thread has taken it
                break
            if is_open(connection):
                return connection
            connection.close()
        return self.new(url)

    def ready(self) -> int:
        """How many connections wait, without those that AWS has closed meanwhile."""
        for _ in range(len(self.waiting)):
            try:
                connection = self.waiting.popleft()
            except IndexError:  # another thread has taken it
                break
            if is_open(connection):
                self.waiting.append(connection)
            else:
                connection.close()
        return len(self.waiting)

    def prepare(self) -> None:
        """Does what takes long in a cold process, and needs no connection."""
        if self.secure:
            trust()

    def add(self, most_seconds: float) -> None:
        """Opens one more connection for later. Raises botocore's exceptions."""
        self.waiting.append(self.new(self.origin, most_seconds))

    def new(self, url: str, most_seconds: float | None = None) -> HTTPConnection:
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
        connection.sock.settimeout(self.read_seconds)
        return connection

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

    def keep(self, connection: HTTPConnection, response: HTTPResponse) -> None:
        if response.will_close or not response.isclosed() or len(self.waiting) == self.waiting.maxlen:
            connection.close()
        else:
            self.waiting.append(connection)


def is_open(connection: HTTPConnection) -> bool:
    """Whether a connection that waits can have a request. What can be read is its end, or, after the handshake, TLS's
    session tickets, which are read here."""
    waiting = select.poll()  # unlike `select.select`, it takes any number of open files
    waiting.register(connection.sock, select.POLLIN)
    if not waiting.poll(0):
        return True
    seconds = connection.sock.gettimeout()
    connection.sock.settimeout(0)
    try:
        connection.sock.recv(1)
    except (ssl.SSLWantReadError, BlockingIOError):
        connection.sock.settimeout(seconds)
        return True
    except OSError:
        return False
    return False


@once
def trust() -> ssl.SSLContext:
    """Shared, since reading the authorities takes milliseconds."""
    return ssl.create_default_context(cafile=aws.authorities())
