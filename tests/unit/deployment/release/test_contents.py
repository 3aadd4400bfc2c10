import os
from pathlib import Path

import pytest

from deployment.release.contents import fingerprint, settle


@pytest.fixture
def release(tmp_path: Path) -> Path:
    (tmp_path / "chalicelib").mkdir()
    (tmp_path / "chalicelib" / "config.py").write_text("one")
    (tmp_path / "app.py").write_text("two")
    return tmp_path


def test_the_same_files_have_one_fingerprint_whenever_they_were_written(release: Path) -> None:
    before = fingerprint(release)
    os.utime(release / "app.py", (1_000_000_000, 1_000_000_000))
    assert fingerprint(release) == before


@pytest.mark.parametrize("name", ["app.py", "chalicelib/config.py", "chalicelib/new.py", ".chalice/config.json"])
def test_it_changes_with_every_file(release: Path, name: str) -> None:
    before = fingerprint(release)
    (release / name).parent.mkdir(exist_ok=True)
    (release / name).write_text("three")
    assert fingerprint(release) != before


def test_it_changes_when_a_file_is_called_otherwise(release: Path) -> None:
    before = fingerprint(release)
    (release / "app.py").rename(release / "apps.py")
    assert fingerprint(release) != before


@pytest.mark.parametrize("name", [".chalice/deployed/prod.json", ".chalice/deployments/1.zip", "__pycache__/app.pyc"])
def test_what_chalice_writes_there_does_not_change_it(release: Path, name: str) -> None:
    before = fingerprint(release)
    (release / name).parent.mkdir(parents=True)
    (release / name).write_text("{}")
    assert fingerprint(release) == before


def test_all_files_get_one_time_that_a_zip_can_hold(release: Path) -> None:
    settle(release)
    times = {path.stat().st_mtime for path in release.rglob("*") if path.is_file()}
    assert times == {315_619_200}
