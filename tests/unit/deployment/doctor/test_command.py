"""The doctor's output and exit code."""

import json
from pathlib import Path

import pytest

from deployment import commands
from deployment.doctor import account, command, mail, mail_domain
from deployment.doctor.checks import Check, Result
from deployment.target import local_run

HEALTHY = Result("API", "The API responds", "ok", "33 paths described, 12 ms")
BROKEN = Result("Sockets", "Messages are pushed in both directions", "not ok", "no message within 15 s", "See the log.")
UNTRIED = Result("Sockets", "A heartbeat is answered", "not tried", "there is no conversation")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    output = {"api": "http://localhost:3/api", "pages": "http://localhost:2", "dashboard": "http://localhost:2/admin/"}
    output |= {
        "shop": "http://localhost:1",
        "socket": "ws://localhost:3/api",
        "dynamodb": "http://localhost:4",
        "prefix": "p-",
    }
    (tmp_path / "addresses.json").write_text(json.dumps(output))
    return tmp_path


def doctor(monkeypatch: pytest.MonkeyPatch, folder: Path, checks: list[Result], *more: str) -> int:
    monkeypatch.setattr(command, "run_checks", lambda target: iter(checks))
    return commands.main(["doctor", "--data", str(folder), *more])


def test_each_check_is_a_line_under_its_part(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor(monkeypatch, folder, [HEALTHY, UNTRIED]) == 0
    output = capsys.readouterr().out
    assert "── API\nok         The API responds" in output
    assert "── Sockets\nnot tried  A heartbeat is answered" in output
    assert output.endswith("\n2 checks: 1 ok, 1 not tried\n")


def test_a_failed_check_has_a_remedy_and_the_exit_code_is_1(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor(monkeypatch, folder, [HEALTHY, BROKEN, UNTRIED]) == 1
    output = capsys.readouterr().out
    assert "not ok     Messages are pushed in both directions" in output
    assert "→ See the log.\n" in output
    assert output.endswith("\n3 checks: 1 ok, 1 not ok, 1 not tried\n")


@pytest.mark.parametrize(("checks", "code"), [([HEALTHY], 0), ([HEALTHY, BROKEN], 1)])
def test_json_is_one_document_with_the_same_exit_code(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str], checks: list[Result], code: int
) -> None:
    assert doctor(monkeypatch, folder, checks, "--json") == code
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] == (code == 0)
    assert [check["state"] for check in document["checks"]] == [check.state for check in checks]


def test_without_a_run_the_error_names_the_command_to_start_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["doctor", "--data", str(tmp_path)]) == 1
    assert "Start one: python3 dev.py run" in capsys.readouterr().err


def test_a_deployment_ends_with_one_line_and_the_failed_checks(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for checks, healthy in (([HEALTHY], True), ([HEALTHY, BROKEN, UNTRIED], False)):
        monkeypatch.setattr(command, "run_checks", lambda target, checks=checks: iter(checks))
        assert command.run_briefly(local_run(folder)) == healthy
        output = capsys.readouterr().out
        assert "Doctor" in output
        assert "The API responds" not in output
        assert ("not ok     Messages are pushed" in output) != healthy


@pytest.mark.parametrize(
    "check", [account.alarms, mail.sandbox, mail_domain.mail_exchanger], ids=lambda each: each.name
)
def test_what_may_end_only_after_a_deployment_is_shown_and_does_not_make_it_fail(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str], check: Check
) -> None:
    later = Result("Mail domain", check.name, "not ok", "chat.shop.example has no MX record", "Add it.")
    monkeypatch.setattr(command, "run_checks", lambda target: iter([HEALTHY, later]))
    assert command.run_briefly(local_run(folder))
    assert f"not ok     {check.name}" in capsys.readouterr().out
    assert doctor(monkeypatch, folder, [HEALTHY, later]) == 1
