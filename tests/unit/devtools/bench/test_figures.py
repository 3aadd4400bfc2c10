"""The arithmetic of what was measured."""

import pytest

from devtools.bench.figures import Rounds, Values, amount, figure, number, quartiles, spread, together


def test_a_figure_is_the_median_of_all_values_of_all_rounds_with_quartiles_and_each_round() -> None:
    found = figure([Values("send", [1.0, 2.0, 3.0]), Values("send", [10.0, 20.0])])
    assert (found["median"], found["low"], found["high"], found["count"]) == (3, 2, 10, 5)
    assert found["rounds"] == [2, 15]
    assert (amount(found), spread(found)) == ("3 ms", "2 – 10")


def test_quartiles_lie_between_the_values() -> None:
    assert quartiles([float(each) for each in range(101)]) == (25, 75)
    assert quartiles([7.0]) == (7, 7)


def test_a_single_value_and_equal_values_have_no_spread() -> None:
    assert spread(figure([Values("memory", [485.4], "MB")])) == ""
    assert spread(figure([Values("requests", [3.0], ""), Values("requests", [3.0], "")])) == ""


def test_nothing_measured_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(ValueError, match="seen"):
        together([[Values("seen", [])]])


def test_quantities_keep_their_order_and_are_joined_by_their_names() -> None:
    found = together([[Values("b", [1.0]), Values("a", [2.0])], [Values("a", [4.0]), Values("b", [3.0])]])
    assert [(each["what"], each["median"]) for each in found] == [("b", 2), ("a", 3)]


def test_the_share_of_other_programs_counts_rounds_by_their_length() -> None:
    rounds = Rounds("send", "One visitor writes")
    rounds.add([Values("send", [1.0])], seconds=3, foreign=0.0)
    rounds.add([Values("send", [1.0])], seconds=1, foreign=0.4)
    section = rounds.section()
    assert (section["seconds"], section["foreign"]) == (4, pytest.approx(0.1))


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (3.0, "3"), (0.123, "0.12"), (9.876, "9.88"), (12.34, "12.3"), (12_345.6, "12,346")]
)
def test_numbers_have_three_digits_at_least_where_they_are_not_whole(value: float, text: str) -> None:
    assert number(value) == text
