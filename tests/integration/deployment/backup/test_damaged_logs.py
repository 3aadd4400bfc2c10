"""A log with a hole, which no page can read past, is in the backup as it is, and can be used again once put back."""

from pathlib import Path

import pytest

from deployment.backup.making import make
from deployment.backup.restoring import restore
from deployment.target import Tables
from tests.api_client import Seat, Shop
from tests.integration.deployment.backup.elsewhere import new_tables, place, rows, server_on
from tests.integration.deployment.backup.scenes import written


@pytest.fixture
def hurt(store: str) -> tuple[Tables, Seat]:
    """Somebody has deleted the second of four messages by hand."""
    tables = new_tables(store)
    with server_on(tables):
        seat = written(Shop(), 4)
    key = {"conversation_id": {"S": seat.conversation_id}, "id": {"N": "2"}}
    tables.client.delete_item(TableName=tables.name("messages"), Key=key)
    return tables, seat


def test_it_is_named_and_what_is_left_of_it_is_kept(hurt: tuple[Tables, Seat], tmp_path: Path) -> None:
    tables, seat = hurt
    manifest, damaged = make(place(tables), tmp_path / "backup")
    assert damaged == [seat.conversation_id]
    assert manifest.parts["messages"].rows == 3


def test_put_back_it_begins_after_the_hole(hurt: tuple[Tables, Seat], empty: Tables, tmp_path: Path) -> None:
    tables, seat = hurt
    make(place(tables), tmp_path / "backup")
    assert restore(place(empty), tmp_path / "backup")["repaired"] == 1
    with server_on(empty):
        page = seat.messages().body
        assert (page["first_id"], [each["id"] for each in page["messages"]]) == (3, [3, 4])
        assert seat.send(after=4).body["message"]["id"] == 5


def test_a_conversation_whose_row_goes_meanwhile_is_left_out(hurt: tuple[Tables, Seat], tmp_path: Path) -> None:
    """As when TTL takes the row of one that is over, after the page with it was read."""
    tables, seat = hurt
    real = tables.client._make_api_call
    key = {"conversation_id": {"S": seat.conversation_id}}

    def call(operation: str, parameters: dict[str, object]) -> object:
        if operation == "Query":
            real("DeleteItem", {"TableName": tables.name("conversations"), "Key": key})
        return real(operation, parameters)

    tables.client._make_api_call = call
    manifest, damaged = make(place(tables), tmp_path / "backup")
    assert (damaged, manifest.parts["conversations"].rows) == ([], 0)
    assert rows(tables, "conversations") == {}
