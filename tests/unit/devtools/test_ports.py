import socket

import pytest

from devtools.ports import free_port, is_taken, require_free
from devtools.problem import Problem


def test_a_port_that_somebody_listens_on_is_refused_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Problem) as problem:
            require_free(port)
    line = f"Port {port} is in use. Choose another one: python3 dev.py run --port {port + 1}"
    assert str(problem.value) == line
    assert problem.value.exit_code == 1


def test_a_free_port_is_not_taken() -> None:
    port = free_port()
    assert not is_taken(port)
    require_free(port)
