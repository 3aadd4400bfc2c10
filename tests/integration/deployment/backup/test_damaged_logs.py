"""A log with a gap, which no page can read past, is backed up as it is, and can be used again after a restore."""

from pathlib import Path

import pytest

from deployment.backup.create import create_backup
from deployment.backup.restore import restore
from deployment.tables import Tables
from tests.api_client import Seat, Shop
from tests.integration.deployment.backup.elsewhere import new_tables, rows, server_on, store_of
from tests.integration.deployment.backup.scenes import written


@pytest.fixture
def damaged_log(store: str) -> tuple[Tables, Seat]:
    """A conversation of four messages, of which the second was deleted by hand."""
    tables = new_tables(store)
    with server_on(tables):
        seat = written(Shop(), 4)
    key = {"conversation_id": {"S": seat.conversation_id}, "id": {"N": "2"}}
    tables.client.delete_item(TableName=tables.name("messages"), Key=key)
    return tables, seat


def test_a_damaged_log_is_reported_and_its_messages_are_kept(damaged_log: tuple[Tables, Seat], tmp_path: Path) -> None:
    tables, seat = damaged_log
    manifest, damaged = create_backup(store_of(tables), tmp_path / "backup")
    assert damaged == [seat.conversation_id]
    assert manifest.parts["messages"].rows == 3


def test_a_restored_log_begins_after_the_gap(damaged_log: tuple[Tables, Seat], empty: Tables, tmp_path: Path) -> None:
    tables, seat = damaged_log
    create_backup(store_of(tables), tmp_path / "backup")
    assert restore(store_of(empty), tmp_path / "backup")["repaired"] == 1
    with server_on(empty):
        page = seat.messages().body
        assert (page["first_id"], [each["id"] for each in page["messages"]]) == (3, [3, 4])
        assert seat.send(after=4).body["message"]["id"] == 5


def test_a_conversation_that_is_deleted_meanwhile_is_left_out(damaged_log: tuple[Tables, Seat], tmp_path: Path) -> None:
    """For example, TTL deletes its row after the page of the scan was read."""
    tables, seat = damaged_log
    real = tables.client._make_api_call
    key = {"conversation_id": {"S": seat.conversation_id}}

    def call(operation: str, parameters: dict[str, object]) -> object:
        if operation == "Query":
            real("DeleteItem", {"TableName": tables.name("conversations"), "Key": key})
        return real(operation, parameters)

    tables.client._make_api_call = call
    manifest, damaged = create_backup(store_of(tables), tmp_path / "backup")
    assert (damaged, manifest.parts["conversations"].rows) == ([], 0)
    assert rows(tables, "conversations") == {}
