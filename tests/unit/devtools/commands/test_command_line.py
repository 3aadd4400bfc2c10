import subprocess
import sys
from pathlib import Path

import pytest

from devtools.commands import command_line
from devtools.commands.command_line import main, split
from devtools.console import Problem

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "jump",
        "run --port many",
        "run --port 0",
        "run --port 65536",
        "run --socket-idle-seconds 0",
        "run --socket-max-seconds never",
        "run --throttle 0",
        "run --burst many",
    ],
)
def test_a_wrong_command_line_exits_with_code_2_and_prints_the_usage(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(line.split())
    assert end.value.code == 2
    assert "usage: dev.py" in capsys.readouterr().err


def test_a_problem_prints_one_line_and_sets_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*, tests: bool) -> None:
        raise Problem("The network is down.")

    monkeypatch.setattr(command_line.setup, "ensure", fails)
    assert main(["build"]) == 1
    assert capsys.readouterr().err == "dev.py: The network is down.\n"


def test_arguments_after_two_dashes_are_passed_to_pytest() -> None:
    assert split(["test", "unit", "--", "-k", "tokens"]) == (["test", "unit"], ["-k", "tokens"])
    assert split(["run"]) == (["run"], [])


def test_help_lists_the_commands() -> None:
    done = subprocess.run([sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(command in done.stdout for command in ("run", "test", "check", "build"))


def test_on_windows_the_subsystem_for_linux_is_suggested() -> None:
    pretend = "import os, runpy; os.name = 'nt'; runpy.run_path('dev.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "dev.py: Porchlight's tools run on Linux and macOS. On Windows, use the Subsystem for Linux (WSL).\n"
    )
