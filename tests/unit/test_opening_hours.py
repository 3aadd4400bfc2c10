"""The examples of opening hours that the pages' tests read agree with Python's time zones."""

import json

from tests import opening_hours

EXAMPLES = json.loads(opening_hours.EXAMPLES.read_text(encoding="utf-8"))


def test_every_example_is_right_minute_by_minute() -> None:
    for each in EXAMPLES:
        assert opening_hours.expected(each["hours"], each["now"]) == (each["open"], each["until"]), each


def test_most_examples_are_around_a_change_of_clocks_and_open_or_close() -> None:
    changes = {zone: opening_hours.clock_changes(zone, year) for zone, year in opening_hours.ZONES.items()}
    near = [
        each for each in EXAMPLES if any(abs(each["now"] - at) < 2 * 864e5 for at in changes[each["hours"]["zone"]])
    ]
    assert len(near) > len(EXAMPLES) / 2
    assert {each["hours"]["zone"] for each in EXAMPLES} == opening_hours.ZONES.keys()
    assert len([each for each in EXAMPLES if each["until"]]) > len(EXAMPLES) * 0.9
    assert min(sum(each["open"] is value for each in EXAMPLES) for value in (True, False)) > 30
