"""Free and taken ports."""

import errno
import secrets
import socket

from devtools.console import Problem

ORIGINS = 3  # a run listens on so many ports in a row: the shop's, the pages', the API's


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def free_row() -> int:
    """The first of a run's ports. They lie below the range that systems give to outgoing connections: a run that is
    down for a moment finds them free again."""
    while True:
        first = 20_000 + secrets.randbelow(10_000)
        if not any(map(is_taken, row(first))):
            return first


def row(first: int) -> range:
    return range(first, first + ORIGINS)


def require_free(first: int) -> None:
    """Raises `Problem` if a run that begins with this port could not listen on all of its ports."""
    taken = [port for port in row(first) if is_taken(port)]
    if taken:
        named = f"Port {taken[0]} is" if len(taken) == 1 else f"Ports {listed(taken)} are"
        raise Problem(
            f"{named} in use, and a run needs {listed(row(first))}. "
            f"Choose others by the first one: python3 dev.py run --port {next_free_row(taken[-1] + 1)}"
        )


def next_free_row(first: int) -> int:
    """The next row that is free; after the last port it begins again with the first that needs no rights."""
    while row(first)[-1] > 65535 or any(map(is_taken, row(first))):
        first = first + 1 if row(first)[-1] < 65535 else 1024
    return first


def listed(ports: "range | list[int]") -> str:
    *firsts, last = map(str, ports)
    return f"{', '.join(firsts)} and {last}" if firsts else last


def is_taken(port: int) -> bool:
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError:
                raise Problem(f"Port {port} needs administrator rights. Choose one above 1023.") from None
            except OSError as error:
                if error.errno == errno.EADDRINUSE:  # anything else: no IPv6 on this machine
                    return True
    return False
