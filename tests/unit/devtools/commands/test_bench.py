import pytest

from devtools import setup
from devtools.commands import bench, command_line
from devtools.console import Problem


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is installed. Lists what would be."""
    found: list[str] = []
    monkeypatch.setattr(setup, "ensure", lambda tests: None)
    monkeypatch.setattr(bench.simulation, "ensure", lambda: "python-of-the-simulation")
    monkeypatch.setattr(bench.python_packages, "ensure_browser_driver", lambda: found.append("browser driver"))
    return found


@pytest.fixture
def ran(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    commands: list[list[str]] = []
    monkeypatch.setattr(bench, "exit_code", lambda command: commands.append([*map(str, command)]) or 0)
    return commands


def run(*given: str) -> None:
    assert bench.command(command_line.parser().parse_args(["bench", *given])) == 0


@pytest.mark.parametrize("wrong", [["scale", "send"], ["--tables", "--write-docs"]])
def test_the_simulation_is_run_alone_and_tables_are_not_measured(wrong: list[str], installed: list[str]) -> None:
    arguments = command_line.parser().parse_args(["bench", *wrong])
    with pytest.raises(Problem, match=r"scale|tables") as raised:
        bench.command(arguments)
    assert raised.value.exit_code == 2


def test_the_simulation_runs_in_its_own_environment(ran: list[list[str]]) -> None:
    run("scale", "--write-docs")
    assert ran == [["python-of-the-simulation", "-m", "devtools.bench.scale", "--write-docs"]]


def test_names_and_options_are_passed_on(ran: list[list[str]]) -> None:
    run("send", "cpu", "--quick", "--rounds=2", "--write-docs")
    assert ran[0][1:] == ["-m", "devtools.bench", "--write-docs", "--rounds=2", "--quick", "send", "cpu"]


@pytest.mark.parametrize(
    ("given", "needed"), [(["send", "cpu"], False), (["send", "weight"], True), ([], True), (["--tables"], False)]
)
def test_only_measurements_in_a_browser_need_its_driver(
    given: list[str], needed: bool, ran: list[list[str]], installed: list[str]
) -> None:
    run(*given)
    assert installed == ["browser driver"] * needed
