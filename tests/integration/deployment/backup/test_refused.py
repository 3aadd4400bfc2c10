"""Backups that cannot be restored change nothing."""

import json
from pathlib import Path

import pytest

from deployment.backup.restore import restore
from deployment.tables import Tables
from devtools.console import Problem
from tests.integration.deployment.backup.elsewhere import NOUNS, rows, store_of


@pytest.mark.parametrize("noun", ["conversations", "messages", "sites"])
def test_a_damaged_backup_changes_nothing(noun: str, backup: Path, empty: Tables, tmp_path: Path) -> None:
    damaged = copied(backup, tmp_path)
    path = damaged / f"{noun}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Problem, match="is damaged"):
        restore(store_of(empty), damaged)
    path.unlink()
    with pytest.raises(Problem, match="is missing"):
        restore(store_of(empty), damaged)
    assert not any(rows(empty, noun) for noun in NOUNS)


def test_an_unfinished_backup_is_rejected(backup: Path, empty: Tables, tmp_path: Path) -> None:
    unfinished = copied(backup, tmp_path)
    (unfinished / "manifest.json").unlink()
    with pytest.raises(Problem, match="no finished backup"):
        restore(store_of(empty), unfinished)


def test_a_backup_of_a_later_format_is_rejected(backup: Path, empty: Tables, tmp_path: Path) -> None:
    later = copied(backup, tmp_path)
    manifest = json.loads((later / "manifest.json").read_text())
    (later / "manifest.json").write_text(json.dumps({**manifest, "version": 2}))
    with pytest.raises(Problem, match="has version 2"):
        restore(store_of(empty), later)


def copied(folder: Path, to: Path) -> Path:
    copy = to / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy
