import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from devtools.console import Problem
from devtools.local_run.origins import Origins
from devtools.ports import ORIGINS, free_port, free_row, is_taken, next_free_row, require_free, row


@contextmanager
def listening(*ports: int) -> Iterator[None]:
    with ExitStack() as stack:
        for port in ports:
            other = stack.enter_context(socket.socket())
            other.bind(("127.0.0.1", port))
            other.listen()
        yield


def proposed(message: str) -> int:
    return int(message.rpartition("python3 dev.py run --port ")[2])


def refusal(first: int, *listened_on: int) -> str:
    with listening(*listened_on), pytest.raises(Problem) as problem:
        require_free(first)
    assert problem.value.exit_code == 1
    return str(problem.value)


@pytest.mark.parametrize("nth", range(ORIGINS))
def test_one_port_of_a_run_that_is_in_use_is_reported_with_a_suggestion(nth: int) -> None:
    first = free_row()
    taken = first + nth
    message = refusal(first, taken)
    assert message.startswith(
        f"Port {taken} is in use, and a run needs {first}, {first + 1}, {first + 2} and {first + 3}. Choose others"
    )
    assert proposed(message) > taken


def test_all_ports_of_a_run_that_are_in_use_are_reported() -> None:
    first = free_row()
    message = refusal(first, *row(first))
    assert message.startswith(f"Ports {first}, {first + 1}, {first + 2} and {first + 3} are in use")
    assert proposed(message) >= first + 4


def test_the_suggested_ports_are_free() -> None:
    """With another run that starts one port later."""
    first = free_row()
    with listening(*row(first)):
        with pytest.raises(Problem) as problem:
            require_free(first - 1)
        require_free(proposed(str(problem.value)))


def test_after_the_last_port_the_search_starts_over() -> None:
    assert next_free_row(65_536) < 65_532


def test_free_ports_are_not_taken() -> None:
    first = free_row()
    assert not any(map(is_taken, row(first)))
    require_free(first)


def test_a_free_port_is_free_and_not_one_of_those_for_outgoing_connections() -> None:
    ports = [free_port() for _ in range(20)]
    assert not any(map(is_taken, ports))
    assert max(ports) < 32_768


def test_a_run_listens_on_as_many_ports_as_it_has_origins() -> None:
    origins = Origins(8000)
    addresses = (origins.shop, origins.dashboard, origins.widget, origins.api, origins.socket, origins.mail)
    assert {int(port) for port in re.findall(r":(\d+)", str(addresses))} == set(row(8000))
