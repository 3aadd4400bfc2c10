"""What the doctor says, and how it ends."""

import json
from pathlib import Path

import pytest

from deployment import commands
from deployment.doctor import command
from deployment.doctor.checks import Check
from deployment.target import local_run

WELL = Check("Calls", "The API answers", "ok", "33 paths described, 12 ms")
ILL = Check("Sockets", "A message is pushed, both ways", "not ok", "it has not come within 15 s", "See the log.")
UNTRIED = Check("Sockets", "The socket answers", "not tried", "there is no conversation")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    said = {"api": "http://localhost:3/api", "pages": "http://localhost:2", "dashboard": "http://localhost:2/admin/"}
    said |= {
        "shop": "http://localhost:1",
        "socket": "ws://localhost:3/api",
        "dynamodb": "http://localhost:4",
        "prefix": "p-",
    }
    (tmp_path / "addresses.json").write_text(json.dumps(said))
    return tmp_path


def doctor(monkeypatch: pytest.MonkeyPatch, folder: Path, checks: list[Check], *more: str) -> int:
    monkeypatch.setattr(command, "visit", lambda target: iter(checks))
    return commands.main(["doctor", "--data", str(folder), *more])


def test_each_check_is_a_line_under_its_part(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor(monkeypatch, folder, [WELL, UNTRIED]) == 0
    said = capsys.readouterr().out
    assert "── Calls\nok         The API answers" in said
    assert "── Sockets\nnot tried  The socket answers" in said
    assert said.endswith("\n2 checks: 1 ok, 1 not tried\n")


def test_what_is_not_ok_has_its_remedy_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor(monkeypatch, folder, [WELL, ILL, UNTRIED]) == 1
    said = capsys.readouterr().out
    assert "not ok     A message is pushed, both ways" in said
    assert "→ See the log.\n" in said
    assert said.endswith("\n3 checks: 1 ok, 1 not ok, 1 not tried\n")


@pytest.mark.parametrize(("checks", "code"), [([WELL], 0), ([WELL, ILL], 1)])
def test_for_machines_it_is_one_document_with_the_same_end(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str], checks: list[Check], code: int
) -> None:
    assert doctor(monkeypatch, folder, checks, "--json") == code
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] == (code == 0)
    assert [check["state"] for check in document["checks"]] == [check.state for check in checks]


def test_where_nothing_was_ever_run_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["doctor", "--data", str(tmp_path)]) == 1
    assert "Start one: python3 dev.py run" in capsys.readouterr().err


def test_a_deployment_ends_with_one_line_and_what_is_not_ok(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for checks, well in (([WELL], True), ([WELL, ILL, UNTRIED], False)):
        monkeypatch.setattr(command, "visit", lambda target, checks=checks: iter(checks))
        assert command.briefly(local_run(folder)) == well
        said = capsys.readouterr().out
        assert "Doctor" in said
        assert "The API answers" not in said
        assert ("not ok     A message is pushed" in said) != well
