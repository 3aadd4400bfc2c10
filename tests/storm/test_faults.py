"""The seed decides which faults occur, independently of timing."""

from pathlib import Path

import pytest

from tests.storm.faults import KINDS, Injector
from tests.storm.phases import LONG, kinds_of, plan


def draws(folder: Path, seed: int, *, interleaved: bool = False) -> list[str | None]:
    injector = Injector(seed, folder / "faults.jsonl")
    injector.activate(list(KINDS))
    source, other = injector.source("http/c1v1"), injector.source("http/c1v2")
    found = []
    for _ in range(500):
        found.append(source.draw("http"))
        if interleaved:
            other.draw("http")
    injector.close()
    return found


def test_a_source_repeats_its_decisions_with_the_same_seed_whatever_others_do(tmp_path: Path) -> None:
    assert draws(tmp_path, 1) == draws(tmp_path, 1, interleaved=True)


def test_another_seed_gives_other_decisions(tmp_path: Path) -> None:
    assert draws(tmp_path, 1) != draws(tmp_path, 2)


def test_a_long_storm_has_each_kind_of_fault_alone_and_then_all(tmp_path: Path) -> None:
    phases = plan(LONG, list(KINDS))
    assert [phase.kinds for phase in phases] == [[], *([kind] for kind in KINDS), list(KINDS)]
    assert phases[-1].until == LONG
    assert sorted(phase.until for phase in phases) == [phase.until for phase in phases]


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="earthquake"):
        kinds_of("slow,earthquake")
