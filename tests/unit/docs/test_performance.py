"""docs/performance.md prints what the committed run of the bench found, and what the calculator of costs gives."""

from devtools.bench import budgets, page
from devtools.bench.measuring import NAMES
from devtools.bench.run import committed

PAGE = page.PAGE.read_text(encoding="utf-8")
RUN = committed()


def test_every_table_is_that_of_the_committed_run_and_of_the_calculator() -> None:
    assert page.filled(PAGE, RUN) == PAGE, "update it: python3 dev.py bench --tables"


def test_every_table_stands_in_the_page_once() -> None:
    assert sorted(found[1] for found in page.BLOCK.findall(PAGE)) == sorted(page.blocks(RUN))


def test_every_quantity_with_a_budget_was_measured() -> None:
    found = {section["name"]: {each["what"] for each in section["figures"]} for section in RUN["sections"]}
    assert found.keys() <= {*NAMES}
    for name in found.keys() & budgets.BUDGETS.keys():
        assert budgets.BUDGETS[name].keys() <= found[name], name
