"""Reading by keys, against a table that answers a part at a time."""

from typing import Any

import pytest

from chalicelib.errors import Busy
from chalicelib.storage import batches
from chalicelib.storage.tables import AdminRow


class Table:
    """Takes so many keys at a time and leaves the rest for later."""

    def __init__(self, takes: int) -> None:
        self.takes = takes
        self.asked: list[int] = []

    def batch_get_item(self, keys: list[dict[str, Any]], consistent_read: bool) -> dict[str, Any]:
        assert consistent_read
        self.asked.append(len(keys))
        taken, left = keys[: self.takes], keys[self.takes :]
        name = AdminRow.Meta.table_name
        return {"Responses": {name: taken}, "UnprocessedKeys": {name: {"Keys": left}} if left else {}}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Table:
    table = Table(request.param)
    monkeypatch.setattr(AdminRow, "_get_connection", lambda: table)
    monkeypatch.setattr(batches, "PAUSE_SECONDS", 0)
    return table


def emails(amount: int) -> list[str]:
    return [f"{number}@shop.example" for number in range(amount)]


@pytest.mark.parametrize("table", [100], indirect=True)
def test_a_hundred_are_one_request_and_more_are_more(table: Table) -> None:
    assert [row.email for row in batches.read(AdminRow, emails(100))] == emails(100)
    assert table.asked == [100]
    assert {row.email for row in batches.read(AdminRow, emails(230))} == set(emails(230))
    assert table.asked[1:] == [100, 100, 30]


@pytest.mark.parametrize("table", [100], indirect=True)
def test_no_key_is_asked_for_twice_and_none_is_no_request(table: Table) -> None:
    assert len(batches.read(AdminRow, ["a@shop.example"] * 3)) == 1
    assert batches.read(AdminRow, []) == []
    assert table.asked == [1]


@pytest.mark.parametrize("table", [3], indirect=True)
def test_what_was_left_for_later_is_asked_for_again(table: Table) -> None:
    assert {row.email for row in batches.read(AdminRow, emails(10))} == set(emails(10))
    assert table.asked == [10, 7, 4, 1]


@pytest.mark.parametrize("table", [0], indirect=True)
def test_a_table_that_gives_nothing_is_busy_after_a_few_attempts(table: Table) -> None:
    with pytest.raises(Busy):
        batches.read(AdminRow, emails(2))
    assert len(table.asked) == batches.ATTEMPTS
