"""docs/scale.md prints what the committed run found, and what the arithmetic gives now."""

import re

from devtools.bench.scale import report
from devtools.bench.scale.limits import Quotas
from devtools.folders import ROOT

PAGE = report.PAGE.read_text(encoding="utf-8")
RUN = report.committed()


def test_every_table_stands_in_the_page_once_and_is_that_of_the_committed_run() -> None:
    made = report.tables(RUN)
    assert sorted(found[1] for found in report.BLOCK.findall(PAGE)) == sorted(made)
    assert report.filled(PAGE, made) == PAGE, "update it: python3 dev.py bench scale --tables"


def test_no_message_of_the_run_is_lost_and_its_plots_are_there() -> None:
    for outcome in RUN["outcomes"].values():
        assert 0 <= outcome["waiting"] < outcome["written"]
    plots = re.findall(r"!\[.+?\]\((images/[\w-]+\.svg)\)", PAGE)
    assert len(plots) == 2
    for plot in plots:
        assert (ROOT / "docs" / plot).stat().st_size < 60_000


def test_the_default_quotas_are_aws() -> None:
    assert (Quotas().requests, Quotas().connects) == (10_000, 500)
