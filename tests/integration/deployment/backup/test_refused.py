"""Backups that cannot be put back change nothing."""

import json
from pathlib import Path

import pytest

from deployment.backup.making import make
from deployment.backup.restoring import restore
from deployment.target import Tables
from devtools.console import Problem
from tests.integration.deployment.backup.elsewhere import NOUNS, place, rows
from tests.integration.deployment.backup.scenes import Scenes


@pytest.mark.parametrize("noun", ["conversations", "messages", "sites"])
def test_a_backup_that_is_damaged_changes_nothing(noun: str, backup: Path, empty: Tables, tmp_path: Path) -> None:
    damaged = copied(backup, tmp_path)
    path = damaged / f"{noun}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Problem, match="is damaged"):
        restore(place(empty), damaged)
    path.unlink()
    with pytest.raises(Problem, match="is missing"):
        restore(place(empty), damaged)
    assert not any(rows(empty, noun) for noun in NOUNS)


def test_a_backup_that_was_not_finished_is_none(backup: Path, empty: Tables, tmp_path: Path) -> None:
    unfinished = copied(backup, tmp_path)
    (unfinished / "manifest.json").unlink()
    with pytest.raises(Problem, match="no finished backup"):
        restore(place(empty), unfinished)


def test_a_backup_of_a_later_format_is_refused(backup: Path, empty: Tables, tmp_path: Path) -> None:
    later = copied(backup, tmp_path)
    said = json.loads((later / "manifest.json").read_text())
    (later / "manifest.json").write_text(json.dumps({**said, "version": 2}))
    with pytest.raises(Problem, match="has version 2"):
        restore(place(empty), later)


MIGRATED = '{"version": 1003, "needs": 1002, "by": "0.9.0", "bookmark": null}'


def test_one_that_only_later_code_can_read_changes_nothing(
    source: Tables, scenes: Scenes, empty: Tables, tmp_path: Path
) -> None:
    make(place(source, schema=[MIGRATED]), tmp_path / "later")
    with pytest.raises(Problem, match=r"v0\.9\.0 knows"):
        restore(place(empty), tmp_path / "later")
    assert not any(rows(empty, noun) for noun in NOUNS)


def test_one_of_before_brings_its_schema_with_it(backup: Path, empty: Tables) -> None:
    schemas = [MIGRATED]
    done = restore(place(empty, schema=schemas), backup)
    assert json.loads(schemas[-1])["version"] == 0
    assert done["migrate"]


def copied(folder: Path, to: Path) -> Path:
    copy = to / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy
