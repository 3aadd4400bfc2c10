"""The check can fail: it finds each mistake, with a short and readable trace."""

import pytest

from tests.model.explore import explore
from tests.model.mistakes import MISTAKES, Mistake


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.variant.__name__)
def test_a_mistake_is_found(mistake: Mistake) -> None:
    exploration = explore(mistake.model())
    assert exploration.broken.startswith(mistake.violation), exploration.broken
    assert len(exploration.trace) == mistake.steps, "\n".join(exploration.trace)


def test_the_trace_to_a_mistake_is_readable() -> None:
    (counter,) = [mistake for mistake in MISTAKES if mistake.variant.__name__ == "CounterThenPut"]
    assert explore(counter.model()).trace == [
        "a1 is written by a page that has read up to 0",
        "an attempt to send a1 begins (after: 0)",
        "a1: reads the conversation row: last_id is 0, expired up to 0",
        "a1: searches the numbers above 0 up to 0: not there, so it tries for number 1",
        "a1: increments the counter, which is now 1",
        "a1: the attempt dies before this step: put",
    ]
