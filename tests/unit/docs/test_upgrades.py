"""docs/upgrades.md names what is there."""

import re
from pathlib import Path

from chalicelib import VERSION

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "upgrades.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`((?:tests|deployment/templates|chalicelib|\.github)/[\w./]+)`", PAGE)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_example_of_a_migration_is_what_a_migration_is() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(example, "m0001_example.py", "exec"), names)
    assert names["WHEN"] in ("before", "after")
    assert callable(names["work"])
    assert {"SINCE", "NEEDS"} <= names.keys()


def test_the_changelog_knows_the_version_or_has_something_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {VERSION}" in changelog or "## Unreleased" in changelog
