from pathlib import Path

import pytest

from devtools import data_folder
from devtools.problem import Problem


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with data_folder.in_use(tmp_path), pytest.raises(Problem) as problem, data_folder.in_use(tmp_path):
        pytest.fail("two runs share a folder")
    assert str(problem.value).startswith(f"Another run is using {tmp_path}.")
    with data_folder.in_use(tmp_path):
        pass  # free again


def test_a_reset_removes_what_a_run_keeps_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    filled(tmp_path)
    assert data_folder.reset(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]
    assert f"removes every conversation, account and setting in {tmp_path}" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "gone"), [("y", True), ("n", False), ("", False)])
def test_somebody_who_can_answer_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, gone: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    filled(tmp_path)
    assert data_folder.reset(tmp_path) is gone
    assert data_folder.tables(tmp_path).exists() is not gone


def filled(folder: Path) -> None:
    data_folder.tables(folder).mkdir()
    (data_folder.tables(folder) / "shared-local-instance.db").write_text("rows")
    (folder / "signing-key").write_text("key")
    (folder / "holiday.jpg").write_text("not ours")
