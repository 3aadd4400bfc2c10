import re
import socket
from contextlib import ExitStack

import pytest

from devserver.origins import Origins
from devtools.ports import ORIGINS, free_row, is_taken, require_free, row
from devtools.problem import Problem


def refusal(first: int, *listened_on: int) -> str:
    with ExitStack() as stack:
        for port in listened_on:
            other = stack.enter_context(socket.socket())
            other.bind(("127.0.0.1", port))
            other.listen()
        with pytest.raises(Problem) as problem:
            require_free(first)
    assert problem.value.exit_code == 1
    return str(problem.value)


@pytest.mark.parametrize("nth", range(ORIGINS))
def test_one_port_of_a_run_that_somebody_listens_on_is_named_with_what_to_do(nth: int) -> None:
    first = free_row()
    taken = first + nth
    assert refusal(first, taken) == (
        f"Port {taken} is in use, and a run needs {first}, {first + 1} and {first + 2}. "
        f"Choose others by the first one: python3 dev.py run --port {taken + 1}"
    )


def test_all_of_a_runs_ports_that_are_in_use_are_named() -> None:
    first = free_row()
    said = refusal(first, *row(first))
    assert said.startswith(f"Ports {first}, {first + 1} and {first + 2} are in use")
    assert said.endswith(f"python3 dev.py run --port {first + 3}")


def test_free_ports_are_not_taken() -> None:
    first = free_row()
    assert not any(map(is_taken, row(first)))
    require_free(first)


def test_a_run_listens_on_as_many_ports_as_it_has_origins() -> None:
    origins = Origins(8000)
    addresses = (origins.shop, origins.dashboard, origins.widget, origins.api, origins.socket)
    assert {int(port) for port in re.findall(r":(\d+)", str(addresses))} == set(row(8000))
