"""The files that docs/upgrades.md names exist."""

import re
from pathlib import Path

from chalicelib import VERSION

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "upgrades.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`((?:tests|deployment/templates|chalicelib|\.github)/[\w./]+)`", PAGE)
    assert len(named) >= 5
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_changelog_knows_the_version_or_has_something_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {VERSION}" in changelog or "## Unreleased" in changelog
