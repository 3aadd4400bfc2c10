import json

import pytest

from devtools.bench.black_box.__main__ import NAMES
from devtools.bench.black_box.figures import Section, as_json, figure
from devtools.commands import bench


def test_a_figure_is_the_median_with_its_tenth_and_ninetieth_percentile() -> None:
    found = figure("send", [float(value) for value in range(100, -1, -1)])
    assert (found.median, found.low, found.high, found.count) == (50, 10, 90, 101)
    assert found.row == ("send", "50.0 ms", "10.0 – 90.0", "101")


def test_a_single_value_has_no_spread() -> None:
    assert figure("memory", [485.4], "MB").row == ("memory", "485 MB", "", "1")


def test_nothing_measured_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(ValueError, match="seen"):
        figure("seen", [])


def test_the_json_has_every_figure_and_the_machine() -> None:
    written = json.loads(json.dumps(as_json([Section("send", "One visitor", [figure("send", [2.0, 4.0])], 0.25)])))
    (section,) = written["sections"]
    assert section["foreign"] == 0.25
    assert section["figures"][0]["median"] == 3
    assert written["machine"]["processors"]


def test_the_help_lists_every_measurement() -> None:
    assert tuple(bench.MEASUREMENTS.split(", ")) == NAMES
