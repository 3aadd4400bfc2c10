"""Free and taken ports."""

import errno
import socket

from devtools.problem import Problem


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def require_free(port: int) -> None:
    if is_taken(port):
        raise Problem(f"Port {port} is in use. Choose another one: python3 dev.py run --port {port + 1}")


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
