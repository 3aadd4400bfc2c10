"""The attacks that docs/security.md names fail, every one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.attacks import ATTACKS, title
from tests.attacks.target import Target
from tests.localrun import LocalRun

PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("attack", ATTACKS, ids=title)
def test_the_attack_fails(attack: Callable[[Target], int], local_run: LocalRun) -> None:
    assert attack(Target(local_run)) > 0


def test_the_page_names_the_attacks_that_are_tried() -> None:
    section = PAGE.partition("## Ten attacks")[2].partition("\n## ")[0]
    assert re.findall(r"^\d+\. (.+)$", section, re.MULTILINE) == [title(attack) for attack in ATTACKS]
