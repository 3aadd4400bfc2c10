"""dev.py backup and restore, on the folders of local runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from devtools.folders import ROOT
from tests.localrun import LocalRun


def command(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    run = [sys.executable, "-m", "deployment", *map(str, arguments)]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=110)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a run that has been, with its shop and its admin."""
    folder = Path(tmp_path_factory.mktemp("run"))
    run = LocalRun(folder)
    run.start()
    run.stop()
    return folder


def test_a_run_moves_to_another_folder_by_its_backup(folder: Path, tmp_path: Path) -> None:
    saved = command("backup", "--local", "--data", folder, "--to", tmp_path / "backup", "--with-keys")
    assert saved.returncode == 0, saved.stderr
    assert "1 admins, 1 sites" in saved.stdout
    put_back = command("restore", "--local", "--data", tmp_path / "new", "--from", tmp_path / "backup", "--with-keys")
    assert put_back.returncode == 0, put_back.stderr
    assert "1 admins, 1 sites" in put_back.stdout
    assert (tmp_path / "new" / "signing-key").read_text() == (folder / "signing-key").read_text()
    again = command("restore", "--local", "--data", tmp_path / "new", "--from", tmp_path / "backup")
    assert again.returncode == 1
    assert "There are rows already: admins, sites. With --yes" in again.stderr


def test_which_deployment_is_meant_must_be_said(tmp_path: Path) -> None:
    unclear = command("restore", "--from", tmp_path)
    assert unclear.returncode == 2
    assert "one of the arguments --stage --local is required" in unclear.stderr


def test_where_nothing_was_ever_run_there_is_nothing_to_copy(tmp_path: Path) -> None:
    nothing = command("backup", "--local", "--data", tmp_path / "nowhere", "--to", tmp_path / "backup")
    assert nothing.returncode == 1
    assert "There is no state of a run in" in nothing.stderr
    assert not (tmp_path / "nowhere").exists()
