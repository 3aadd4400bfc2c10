"""The seed decides, whatever else happens meanwhile."""

from pathlib import Path

import pytest

from tests.storm.faults import KINDS, Weather
from tests.storm.phases import LONG, kinds_of, plan


def drawn(folder: Path, seed: int, *, disturbed: bool = False) -> list[str | None]:
    weather = Weather(seed, folder / "faults.jsonl")
    weather.become(list(KINDS))
    source, other = weather.source("http/c1v1"), weather.source("http/c1v2")
    found = []
    for _ in range(500):
        found.append(source.draw("http"))
        if disturbed:
            other.draw("http")
    weather.close()
    return found


def test_a_source_decides_the_same_with_the_same_seed_whatever_the_others_do(tmp_path: Path) -> None:
    assert drawn(tmp_path, 1) == drawn(tmp_path, 1, disturbed=True)


def test_another_seed_decides_otherwise(tmp_path: Path) -> None:
    assert drawn(tmp_path, 1) != drawn(tmp_path, 2)


def test_a_long_storm_has_each_fault_alone_and_then_all(tmp_path: Path) -> None:
    phases = plan(LONG, list(KINDS))
    assert [phase.kinds for phase in phases] == [[], *([kind] for kind in KINDS), list(KINDS)]
    assert phases[-1].until == LONG
    assert sorted(phase.until for phase in phases) == [phase.until for phase in phases]


def test_a_fault_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="earthquake"):
        kinds_of("slow,earthquake")
