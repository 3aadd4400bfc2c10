"""Finds free ports, and reports ports that are in use."""

import errno
import secrets
import socket

from devtools.console import Problem

ORIGINS = 4  # a run uses four ports in a row: for the shop, the pages, the API, and the stand-ins for other AWS APIs
# Below the range that systems use for outgoing connections.
SINGLE_PORTS, ROWS = range(10_000, 20_000), range(20_000, 30_000)


def free_port() -> int:
    """Returns a free port, which nothing else uses by chance before the caller listens there."""
    while is_taken(port := secrets.choice(SINGLE_PORTS)):
        pass
    return port


def free_row() -> int:
    """Returns the first of four free ports in a row, which nothing else uses while a run restarts."""
    while True:
        first = secrets.choice(ROWS)
        if not any(map(is_taken, row(first))):
            return first


def row(first: int) -> range:
    return range(first, first + ORIGINS)


def require_free(first: int) -> None:
    """Raises `Problem` unless all ports of a run that starts at this one are free."""
    taken = [port for port in row(first) if is_taken(port)]
    if taken:
        named = f"Port {taken[0]} is" if len(taken) == 1 else f"Ports {listed(taken)} are"
        raise Problem(
            f"{named} in use, and a run needs {listed(row(first))}. "
            f"Choose others by naming the first: python3 dev.py run --port {next_free_row(taken[-1] + 1)}"
        )


def next_free_row(first: int) -> int:
    """Returns the next free row. After the last port, continues at 1024: lower ports need administrator rights."""
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
                if error.errno == errno.EADDRINUSE:  # other errors: this machine has no IPv6
                    return True
    return False
