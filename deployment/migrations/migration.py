"""One numbered change, and where all of them are found."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from deployment.migrations.rows import Rows

BEFORE = "before"  # the code is deployed: the earlier code goes on reading and writing, with it and after it
AFTER = "after"  # the code is deployed: from then on nobody writes the earlier form any more

Bookmark = Any  # JSON: where to go on after an interruption; None: from the beginning
NAME = re.compile(r"m(\d{4})_\w+")


@dataclass(frozen=True, slots=True)
class Migration:
    """`work` goes on from a bookmark and yields another after each step. Any step may be done again, at any time.

    `needs`: code that knows no schema as late as this cannot serve what it leaves behind; 0 if every earlier code can.
    """

    number: int
    name: str
    since: str  # the version that brought it
    when: str
    work: Callable[[Rows, Bookmark], Iterator[Bookmark]]
    needs: int = 0


def known() -> list[Migration]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("m*.py") if NAME.fullmatch(path.stem))
    return [loaded(name) for name in names]


def loaded(name: str) -> Migration:
    module = import_module(f"{__package__}.{name}")
    return Migration(int(name[1:5]), name, module.SINCE, module.WHEN, module.work, getattr(module, "NEEDS", 0))
