"""Requests to other people's servers: webhooks and push services.

The owner or a browser chooses the address, so a request must not reach anything inside the network, not by a redirect
and not by a name that resolves to another address the second time. It must not hold the function up either.
"""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Thread, Timer

import certifi

from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.identity import targets
from chalicelib.identity.targets import Target, TargetRefused
from chalicelib.once import once

__all__ = ["Response", "TargetRefused", "post"]

SECONDS = 10.0  # for everything together
SECONDS_TO_CONNECT = 3.0  # to one address; a host may have several
MOST_ADDRESSES = 4
MOST_BYTES = 8192  # of an answer's body
USER_AGENT = "Porchlight"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whatever its status; a redirect is one too, and is not followed.

    `headers`: names in lower case. `body`: cut off after 8 kB, or where the time ended.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(url: str, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> Response:
    """Posts to a public https address, once.

    Raises `TargetRefused` if this target will never do, or `TryLater` if it did not answer within `seconds`.
    """
    target = targets.parse(url, private=config().private_targets)
    deadline = time.monotonic() + seconds
    try:
        addresses = resolved(target, deadline)
        with closing(connected(addresses, target.port, deadline)) as plain, cut_at(plain, deadline):
            return exchanged(target, plain, deadline, body, headers)
    except ssl.SSLCertVerificationError as error:
        raise TargetRefused(f"The certificate of {target.host} is not valid: {error.verify_message}.") from error
    except (OSError, HTTPException) as error:
        raise TryLater(f"{target.host}: {type(error).__name__}") from error


def resolved(target: Target, deadline: float) -> list[str]:
    """The addresses of the host, resolved once. None of them may be private, or the target is refused.

    A resolver has time limits of its own, which are longer. So it runs in a thread, which is left behind.
    """
    found: list[str] = []
    failed: list[OSError] = []

    def resolve() -> None:
        try:
            infos = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(info[4][0]) for info in infos))
        except OSError as error:
            failed.append(error)
        except UnicodeError:  # a label of the name is longer than 63 characters
            failed.append(socket.gaierror(socket.EAI_NONAME, "invalid name"))

    resolving = Thread(target=resolve, daemon=True)
    resolving.start()
    resolving.join(left(deadline))
    if failed:
        if isinstance(failed[0], socket.gaierror) and failed[0].errno == socket.EAI_NONAME:
            raise TargetRefused(f"There is no host with the name {target.host}.") from failed[0]
        raise failed[0]
    if not found:
        raise TimeoutError("the name was not resolved in time")
    if not config().private_targets and not all(targets.is_public(address) for address in found):
        raise TargetRefused(f"{target.host} is not on the public internet.")
    return found[:MOST_ADDRESSES]


def connected(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """Connects to the first of these addresses that answers. They are not resolved again."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), min(SECONDS_TO_CONNECT, left(deadline)))
    return socket.create_connection((addresses[-1], port), min(SECONDS_TO_CONNECT, left(deadline)))


@contextmanager
def cut_at(connection: socket.socket, deadline: float) -> Iterator[None]:
    """Ends the connection at the deadline. A socket's own time limit begins again with every byte that arrives."""
    same = connection.dup()
    timer = Timer(left(deadline), shut_down, [same])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        same.close()


def shut_down(connection: socket.socket) -> None:
    with suppress(OSError):  # it ended by itself
        connection.shutdown(socket.SHUT_RDWR)


def exchanged(
    target: Target, plain: socket.socket, deadline: float, body: bytes, headers: Mapping[str, str]
) -> Response:
    connection: HTTPConnection
    if target.scheme == "https":
        connection = HTTPSConnection(target.host, target.port, context=trust())
        connection.sock = trust().wrap_socket(plain, server_hostname=target.host)
    else:
        connection = HTTPConnection(target.host, target.port)
        connection.sock = plain
    with closing(connection):
        connection.sock.settimeout(left(deadline))
        connection.request("POST", target.path, body, {"User-Agent": USER_AGENT, **headers})
        response = connection.getresponse()
        if time.monotonic() >= deadline:  # the end of a connection that was cut looks like the end of the headers
            raise TimeoutError
        names = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, names, beginning(response))


def beginning(response: HTTPResponse) -> bytes:
    """The status has arrived, so the target has the request: a body that breaks off is no reason to send it again."""
    body = b""
    with suppress(OSError, HTTPException, ValueError):
        while len(body) < MOST_BYTES and (part := response.read1(MOST_BYTES - len(body))):
            body += part
    return body


def left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.001)


@once
def trust() -> ssl.SSLContext:
    """All authorities that browsers trust. The bundle of the AWS client has Amazon's only, so that it loads fast."""
    return ssl.create_default_context(cafile=certifi.where())
