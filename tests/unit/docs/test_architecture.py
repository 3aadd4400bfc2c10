"""docs/architecture.md names the folders and files as they are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WALK = PAGE.partition("from the key press to the read mark:")[2].partition("\n## ")[0]


def named(text: str) -> list[str]:
    return re.findall(r"`([\w./]+/[\w./]+|\w+\.py)`", text)


def test_every_file_and_folder_that_it_names_exists() -> None:
    assert len(named(PAGE)) > 40
    assert [path for path in named(PAGE) if not any((ROOT / base / path).exists() for base in ("", "chalicelib"))] == []


def test_a_message_passes_at_most_thirty_files() -> None:
    files = named(WALK)
    assert len(files) == len(set(files)) <= 30


def test_every_package_of_the_server_is_in_the_table_of_folders() -> None:
    packages = {f"chalicelib/{path.parent.name}" for path in (ROOT / "chalicelib").glob("*/__init__.py")}
    single_thoughts = {"chalicelib/errors", "chalicelib/model"}  # packages for their length, named in the import rule
    assert packages - single_thoughts <= set(named(PAGE))
