import pytest

from devtools import setup
from devtools.commands import bench, command_line
from devtools.console import Problem


@pytest.fixture(autouse=True)
def nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "ensure", lambda tests: None)
    monkeypatch.setattr(bench.simulation, "ensure", lambda: "python-of-the-simulation")


@pytest.mark.parametrize("wrong", [["scale", "send"], ["send", "--write-docs"], ["--tables"]])
def test_the_simulation_is_run_alone_and_only_it_writes_a_page(wrong: list[str]) -> None:
    arguments = command_line.parser().parse_args(["bench", *wrong])
    with pytest.raises(Problem, match="scale") as raised:
        bench.command(arguments)
    assert raised.value.exit_code == 2


def test_the_simulation_runs_in_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bench, "exit_code", lambda command: ran.append(command) or 0)
    assert bench.command(command_line.parser().parse_args(["bench", "scale", "--write-docs"])) == 0
    assert ran == [["python-of-the-simulation", "-m", "devtools.bench.scale", "--write-docs"]]
