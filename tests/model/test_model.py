"""Explores the delivery algorithm exhaustively within bounds. What each bound covers is in docs/delivery.md."""

from functools import cache

import pytest

from tests.model import steps
from tests.model.bounds import SHORT, Bounds
from tests.model.explore import Exploration, explore

EVERYTHING = {text for name, text in vars(steps).items() if name.isupper() and isinstance(text, str)}

MORTAL = {steps.TIME_OVER, steps.TIME_OVER_FOR_ALL, steps.DELETED}


@cache
def explored(bounds: Bounds) -> Exploration:
    return explore(bounds.model())


@pytest.mark.parametrize("bounds", SHORT, ids=str)
def test_every_promise_holds_whatever_happens(bounds: Bounds) -> None:
    exploration = explored(bounds)
    assert exploration.broken == "", "\n".join([exploration.broken, *exploration.trace])
    assert (exploration.states, exploration.depth) == (bounds.states, bounds.depth)


def test_everything_that_can_happen_is_tried_together() -> None:
    """Among it: answers lost after the commit, two transactions with one client_id, transactions that commit when
    nobody waits for them any more, look-backs and Queries that meet a hole; retention that strikes anywhere between."""
    going = {*MORTAL, steps.BASE_GONE, steps.SENT_ON, steps.IN_DOUBT}
    assert set(explored(SHORT[4]).happened) == EVERYTHING - going
    assert {step for bounds in SHORT[4:] for step in explored(bounds).happened} == EVERYTHING
