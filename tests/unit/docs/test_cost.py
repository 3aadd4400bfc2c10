"""docs/cost.md prints what the calculator gives."""

from deployment.cost import report
from deployment.cost.bill import CALL_CPU_MS, REQUEST_CPU_MS
from deployment.cost.prices import READ_ON

PAGE = report.PAGE.read_text(encoding="utf-8")


def test_every_table_is_what_the_calculator_gives() -> None:
    assert report.filled(PAGE) == PAGE, "update it: python3 dev.py cost --write-docs"


def test_every_block_stands_in_the_page_once() -> None:
    assert [found[1] for found in report.BLOCK.findall(PAGE)] == ["months", "lines", "polling"]
    assert report.page_tables().keys() == {"months", "lines", "polling"}


def test_the_measured_figures_and_the_day_of_the_prices_are_those_of_the_code() -> None:
    assert f"takes {CALL_CPU_MS:g} ms of CPU and {REQUEST_CPU_MS:g} ms more" in PAGE
    assert READ_ON in PAGE
