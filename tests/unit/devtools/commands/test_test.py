import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools.commands import side_by_side
from devtools.commands import test as tests_command
from devtools.commands.command_line import main
from devtools.commands.test import Command, Need, Part
from devtools.console import Problem

Parts = Callable[..., None]


def program(text: str) -> Callable[[list[str]], Command]:
    return lambda extra: [sys.executable, "-c", text, *extra]


def no_network() -> None:
    raise Problem("The network is down.")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Parts:
    """Replaces the parts by programs."""
    run = side_by_side.run
    monkeypatch.setattr(side_by_side, "run", lambda *given, **named: run(*given, **named, logs=tmp_path))
    monkeypatch.setattr(tests_command.setup, "ensure", lambda *, tests: None)
    monkeypatch.setattr(tests_command, "stop_on_signals", lambda: None)

    def replace(**parts: Part) -> None:
        monkeypatch.setattr(tests_command, "PARTS", parts)

    return replace


def test_unknown_tests_are_refused_before_anything_is_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "unit", "manual"]) == 2
    assert capsys.readouterr().err == (
        "dev.py: There are no manual tests. Choose from: unit, js, contract, deploy, e2e, integration.\n"
    )


def test_every_part_runs_with_the_arguments_and_one_failure_fails_the_command(
    parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    says = "import sys; print(*sys.argv[1:]); sys.exit({})"
    parts(unit=Part(program(f"print('unit'); {says.format(1)}")), js=Part(program(f"print('js'); {says.format(0)}")))
    assert main(["test", "--", "-x"]) == 1
    shown = capsys.readouterr().out
    assert "unit\n-x\n" in shown
    assert "js\n-x\n" in shown
    assert re.search(r"✗ unit +\d+ s\n✓ js +\d+ s\n", shown)


def test_all_parts_pass(parts: Parts) -> None:
    parts(unit=Part(program("")), js=Part(program("")))
    assert main(["test"]) == 0


def test_one_part_runs_alone_with_its_output_on_the_screen(parts: Parts, capfd: pytest.CaptureFixture[str]) -> None:
    parts(unit=Part(program("print('of the program')")), js=Part(program("raise SystemExit(1)")))
    assert main(["test", "unit"]) == 0
    assert capfd.readouterr().out == "of the program\n"
    assert main(["test", "js"]) == 1


def test_what_several_parts_need_is_set_up_once(parts: Parts) -> None:
    made: list[str] = []
    need: Need = lambda: made.append("made")  # noqa: E731
    parts(unit=Part(program(""), (need,)), js=Part(program(""), (need,)))
    assert main(["test"]) == 0
    assert made == ["made"]


def test_a_part_that_cannot_be_prepared_fails_and_the_others_run(
    parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    parts(unit=Part(program("print('runs')")), e2e=Part(program(""), (no_network,)))
    assert main(["test"]) == 1
    shown = capsys.readouterr()
    assert "runs" in shown.out
    assert "✗ e2e          did not run" in shown.out
    assert shown.err == "dev.py: The e2e tests cannot run. The network is down.\n"


def test_a_part_alone_that_cannot_be_prepared_fails(parts: Parts) -> None:
    parts(e2e=Part(program(""), (no_network,)))
    assert main(["test", "e2e"]) == 1
