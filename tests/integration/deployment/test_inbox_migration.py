"""Conversations that older code has stored are in the inbox of the newer, in their place."""

import secrets
from typing import Any

import pytest

from chalicelib.chat import inbox
from chalicelib.model import AdminCaller
from chalicelib.storage import conversations
from chalicelib.storage.tables import ConversationRow
from deployment.backup.repair import listed
from deployment.migrations import m0001_list_by_last_message as first
from deployment.migrations import m0002_list_by_last_message_again as again
from deployment.migrations.rows import Rows
from deployment.target import Tables, local_tables
from devtools.local_run.tables import create_tables, definitions
from tests.api_client import Seat, Shop, across
from tests.integration.deployment.backup.elsewhere import new_tables, rows, server_on

KEYS = ("latest_in", "latest_at")


@pytest.fixture
def tables(store: str) -> Tables:
    return new_tables(store)


class Stored:
    """An unread conversation, one that was read, one that was answered and one that was erased, as older code stores
    them."""

    def __init__(self) -> None:
        self.shop = Shop()
        admin = self.shop.admin()
        self.seats: list[Seat] = []
        for _ in range(4):
            visitor = self.shop.visitor()
            visitor.send()
            self.seats.append(visitor)
        _, read, answered, erased = (across(admin, seat.conversation_id) for seat in self.seats)
        read.mark_read(1)
        answered.send(after=1)
        admin.call("DELETE", f"/admin/chatbot/{erased.conversation_id}")
        self.caller = AdminCaller(self.shop.site.site_id, "a_1", "Maya", "s_1", "owner")

    def listed(self) -> list[str]:
        return [each.id for each in inbox.newest(self.caller, None, 50).conversations]

    def forget_keys(self) -> None:
        for seat in self.seats:
            ConversationRow(seat.conversation_id).update([getattr(ConversationRow, key).remove() for key in KEYS])


@pytest.mark.parametrize("migration", [first, again], ids=["before", "after"])
def test_what_lacks_the_keys_gets_those_that_the_server_writes(tables: Tables, migration: Any) -> None:
    with server_on(tables):
        stored = Stored()
        expected, listed_before = rows(tables, "conversations"), stored.listed()
        assert len(listed_before) == 3
        stored.forget_keys()
        assert stored.listed() == []
        for _ in range(2):
            list(migration.work(Rows(tables.client, tables.prefix), None))
            assert rows(tables, "conversations") == expected
        assert stored.listed() == listed_before


def test_what_older_code_has_changed_since_is_put_right(tables: Tables) -> None:
    with server_on(tables):
        stored = Stored()
        id = stored.seats[0].conversation_id
        actions = [ConversationRow.admin_read.set(1), ConversationRow.last_at.set(1_784_188_800_000)]
        ConversationRow(id).update(actions)  # as code that knows no keys does
        list(again.work(Rows(tables.client, tables.prefix), None))
        row = conversations.get(id)
        assert row is not None
        assert not row.unread
        assert stored.listed()[-1] == id
        assert conversations.newest(stored.shop.site.site_id, True, None, 10) == []


def test_a_backup_of_before_is_put_back_with_the_keys(tables: Tables) -> None:
    with server_on(tables):
        Stored()
        for row in rows(tables, "conversations").values():
            assert listed({name: value for name, value in row.items() if name not in KEYS}) == row


# DynamoDB Local takes most of a minute to add an index, and longer on a busy machine.
@pytest.mark.timeout(600)
def test_a_local_store_of_before_gets_the_index_with_everything_in_it(tables: Tables, store: str) -> None:
    with server_on(tables):
        stored = Stored()
        expected = stored.listed()
        found = rows(tables, "conversations").values()
    before = local_tables(store, f"porchlight-{secrets.token_hex(4)}-")
    before.client.create_table(**without_the_index(before.name("conversations")))
    for row in found:
        older = {name: value for name, value in row.items() if name not in KEYS}
        before.client.put_item(TableName=before.name("conversations"), Item=older)
    assert before.name("conversations") not in create_tables(store, before.prefix)
    assert create_tables(store, before.prefix) == []
    with server_on(before):
        assert stored.listed() == expected


def without_the_index(name: str) -> dict[str, Any]:
    """The table's definition as it was before the index `latest`."""
    (table,) = [each for each in definitions("") if each["TableName"] == "conversations"]
    return {
        "TableName": name,
        "BillingMode": table["BillingMode"],
        "KeySchema": table["KeySchema"],
        "AttributeDefinitions": [each for each in table["AttributeDefinitions"] if each["AttributeName"] not in KEYS],
        "GlobalSecondaryIndexes": [each for each in table["GlobalSecondaryIndexes"] if each["IndexName"] != "latest"],
    }
