import os
from pathlib import Path

import pytest

from deployment.release.folder import fingerprint, set_fixed_times


@pytest.fixture
def release(tmp_path: Path) -> Path:
    (tmp_path / "chalicelib").mkdir()
    (tmp_path / "chalicelib" / "config.py").write_text("one")
    (tmp_path / "app.py").write_text("two")
    return tmp_path


def test_the_fingerprint_does_not_depend_on_file_times(release: Path) -> None:
    before = fingerprint(release)
    os.utime(release / "app.py", (1_000_000_000, 1_000_000_000))
    assert fingerprint(release) == before


@pytest.mark.parametrize("name", ["app.py", "chalicelib/config.py", "chalicelib/new.py", ".chalice/config.json"])
def test_the_fingerprint_changes_with_every_file(release: Path, name: str) -> None:
    before = fingerprint(release)
    (release / name).parent.mkdir(exist_ok=True)
    (release / name).write_text("three")
    assert fingerprint(release) != before


def test_the_fingerprint_changes_with_file_names(release: Path) -> None:
    before = fingerprint(release)
    (release / "app.py").rename(release / "apps.py")
    assert fingerprint(release) != before


@pytest.mark.parametrize("name", [".chalice/deployed/prod.json", ".chalice/deployments/1.zip", "__pycache__/app.pyc"])
def test_files_that_chalice_writes_do_not_change_the_fingerprint(release: Path, name: str) -> None:
    before = fingerprint(release)
    (release / name).parent.mkdir(parents=True)
    (release / name).write_text("{}")
    assert fingerprint(release) == before


def test_all_files_get_the_same_time_which_zip_files_can_contain(release: Path) -> None:
    set_fixed_times(release)
    times = {path.stat().st_mtime for path in release.rglob("*") if path.is_file()}
    assert times == {315_619_200}
