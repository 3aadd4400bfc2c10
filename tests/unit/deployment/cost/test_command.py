"""The output of `dev.py cost`."""

import json

import pytest

from deployment.commands import main
from deployment.cost.bill import polling_totals
from deployment.cost.month import Month

SHOP = ["cost", "--messages", "2000", "--visitors", "250", "--admins", "1"]


def test_every_line_and_the_total_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(SHOP) == 0
    printed = capsys.readouterr().out
    assert "2,000 messages, 250 visitors, 1 admin for 176 hours" in printed
    assert "REST calls" in printed
    assert printed.splitlines()[-1].startswith("Total")


def test_the_lines_of_the_json_document_add_up_to_the_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHOP, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert sum(line["dollars"] for line in document["lines"]) == pytest.approx(document["total"], abs=1e-4)
    assert document["month"]["messages"] == 2000


def test_other_intervals_are_printed_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHOP, "--polling", "--free-tier"]) == 0
    printed = capsys.readouterr().out
    assert "no socket, a poll every 1 s, always" in printed


def test_a_socket_is_cheaper_than_polling_and_slower_checks_are_cheaper() -> None:
    totals = [cost for _, cost in polling_totals(Month(messages=2000, visitors=250, admins=1))]
    assert totals[0] > totals[1] > totals[2] > totals[3]
    assert min(totals[4:]) > totals[1]


@pytest.mark.parametrize("line", ["--messages -1", "--check-seconds 0", "--active-share 1.5"])
def test_impossible_values_are_rejected(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", *line.split()]) == 2
    assert "dev.py: " in capsys.readouterr().err
