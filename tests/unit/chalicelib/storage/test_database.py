"""Batch reads, against a table that processes only some of the keys of each request."""

from typing import Any

import pytest

from chalicelib.errors import Busy
from chalicelib.storage import database
from chalicelib.storage.database import read_batch
from chalicelib.storage.tables import AdminRow


class Table:
    """Processes so many keys of each request."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.requests: list[int] = []

    def batch_get_item(self, keys: list[dict[str, Any]], consistent_read: bool) -> dict[str, Any]:
        assert consistent_read
        self.requests.append(len(keys))
        processed, left = keys[: self.most], keys[self.most :]
        name = AdminRow.table_name()
        return {"Responses": {name: processed}, "UnprocessedKeys": {name: {"Keys": left}} if left else {}}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Table:
    table = Table(request.param)
    monkeypatch.setattr(AdminRow, "_get_connection", lambda: table)
    monkeypatch.setattr(database, "BATCH_PAUSE_SECONDS", 0)
    return table


def emails(amount: int) -> list[str]:
    return [f"{number}@shop.example" for number in range(amount)]


@pytest.mark.parametrize("table", [100], indirect=True)
def test_a_hundred_keys_are_one_request_and_more_keys_are_several(table: Table) -> None:
    assert [row.email for row in read_batch(AdminRow, emails(100))] == emails(100)
    assert table.requests == [100]
    assert {row.email for row in read_batch(AdminRow, emails(230))} == set(emails(230))
    assert table.requests[1:] == [100, 100, 30]


@pytest.mark.parametrize("table", [100], indirect=True)
def test_no_key_is_requested_twice_and_no_keys_are_no_request(table: Table) -> None:
    assert len(read_batch(AdminRow, ["a@shop.example"] * 3)) == 1
    assert read_batch(AdminRow, []) == []
    assert table.requests == [1]


@pytest.mark.parametrize("table", [3], indirect=True)
def test_unprocessed_keys_are_requested_again(table: Table) -> None:
    assert {row.email for row in read_batch(AdminRow, emails(10))} == set(emails(10))
    assert table.requests == [10, 7, 4, 1]


@pytest.mark.parametrize("table", [0], indirect=True)
def test_a_table_that_processes_nothing_is_busy_after_a_few_attempts(table: Table) -> None:
    with pytest.raises(Busy):
        read_batch(AdminRow, emails(2))
    assert len(table.requests) == database.BATCH_ATTEMPTS
