"""dev.py backup and restore on the data folders of local runs."""

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
    """The data folder of a stopped run, with its site and its admin."""
    folder = Path(tmp_path_factory.mktemp("run"))
    run = LocalRun(folder)
    run.start()
    run.stop()
    return folder


def test_a_run_is_moved_to_another_folder_by_a_backup(folder: Path, tmp_path: Path) -> None:
    saved = command("backup", "--local", "--data", folder, "--to", tmp_path / "backup", "--with-keys")
    assert saved.returncode == 0, saved.stderr
    assert "1 admins, 1 sites" in saved.stdout
    restored = command("restore", "--local", "--data", tmp_path / "new", "--from", tmp_path / "backup", "--with-keys")
    assert restored.returncode == 0, restored.stderr
    assert "1 admins, 1 sites" in restored.stdout
    assert (tmp_path / "new" / "signing-key").read_text() == (folder / "signing-key").read_text()
    again = command("restore", "--local", "--data", tmp_path / "new", "--from", tmp_path / "backup")
    assert again.returncode == 1
    assert "There are rows already: admins, sites. With --yes" in again.stderr


def test_the_deployment_must_be_named(tmp_path: Path) -> None:
    unclear = command("restore", "--from", tmp_path)
    assert unclear.returncode == 2
    assert "one of the arguments --stage --local is required" in unclear.stderr


def test_a_folder_without_a_run_has_nothing_to_back_up(tmp_path: Path) -> None:
    nothing = command("backup", "--local", "--data", tmp_path / "nowhere", "--to", tmp_path / "backup")
    assert nothing.returncode == 1
    assert "has no data of a run" in nothing.stderr
    assert not (tmp_path / "nowhere").exists()
