"""Explores the delivery algorithm exhaustively within bounds. What each bound covers is in docs/delivery.md."""

from functools import cache

import pytest

from tests.model import steps
from tests.model.bounds import SHORT, Bounds
from tests.model.explore import Exploration, explore

EVERYTHING = {text for name, text in vars(steps).items() if name.isupper() and isinstance(text, str)}

EXPIRY = {steps.EXPIRED_FOR_SOME, steps.EXPIRED_FOR_ALL, steps.DELETED}


# `dev.py test` runs the tests of a file in one process, so each bound is explored once.
@cache
def explored(bounds: Bounds) -> Exploration:
    return explore(bounds.model())


@pytest.mark.parametrize("bounds", SHORT, ids=str)
def test_every_promise_holds_in_every_state(bounds: Bounds) -> None:
    exploration = explored(bounds)
    assert exploration.broken == "", "\n".join([exploration.broken, *exploration.trace])
    assert (exploration.states, exploration.depth) == (bounds.states, bounds.depth)


def test_every_kind_of_step_is_explored() -> None:
    """Among them: responses lost after the commit, two transactions with one client_id, transactions that commit after
    their attempt has ended, searches and Queries that meet a hole, and retention at any point."""
    with_expiry = {*EXPIRY, steps.BASE_EXPIRED, steps.SENT_ON, steps.UNCERTAIN}
    with_memory = {steps.STARTS_ON_MEMORY, steps.CHANGED}
    assert set(explored(SHORT[4]).happened) == EVERYTHING - with_expiry - with_memory
    assert {step for bounds in SHORT[4:] for step in explored(bounds).happened} == EVERYTHING
