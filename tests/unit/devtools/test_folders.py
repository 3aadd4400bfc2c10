from pathlib import Path

import pytest

from devtools import folders
from devtools.console import Problem


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with folders.data_in_use(tmp_path), pytest.raises(Problem) as problem, folders.data_in_use(tmp_path):
        pytest.fail("two runs share a folder")
    assert str(problem.value).startswith(f"Another run is using {tmp_path}.")
    with folders.data_in_use(tmp_path):
        pass  # the lock is released


def test_a_reset_removes_the_files_of_a_run_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    create_files(tmp_path)
    assert folders.reset_data(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]
    assert f"removes every conversation, account and setting in {tmp_path}" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "removed"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_a_reset_asks_for_confirmation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, removed: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    create_files(tmp_path)
    assert folders.reset_data(tmp_path) is removed
    assert folders.tables(tmp_path).exists() is not removed


def create_files(folder: Path) -> None:
    folders.tables(folder).mkdir()
    (folders.tables(folder) / "shared-local-instance.db").write_text("rows")
    (folder / "signing-key").write_text("key")
    (folder / "push-key.pem").write_text("key")
    for name in ("background", "mail", "s3"):
        (folder / name).mkdir()
        (folder / name / "file").write_text("content")
    (folder / "holiday.jpg").write_text("not ours")
