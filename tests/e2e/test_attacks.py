"""Every attack that docs/security.md lists fails."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.attacks.attacks import ATTACKS, title
from tests.attacks.target import Target
from tests.localrun import LocalRun

PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Target]:
    """A separate run: flooding leads to long throttling, and all tests share one IP address."""
    run = LocalRun(tmp_path_factory.mktemp("attacked"))
    run.start()
    yield Target(run, browser)
    run.stop()


@pytest.mark.parametrize("attack", ATTACKS, ids=title)
def test_the_attack_fails(attack: Callable[[Target], int], target: Target) -> None:
    assert attack(target) > 0


def test_the_documented_attacks_are_those_that_are_tried() -> None:
    section = PAGE.partition("## Ten attacks")[2].partition("\n## ")[0]
    assert re.findall(r"^\d+\. (.+)$", section, re.MULTILINE) == [title(attack) for attack in ATTACKS]
