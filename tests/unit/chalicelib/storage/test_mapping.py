"""Rows and dataclasses, back and forth."""

import dataclasses

import pytest

from chalicelib.model import Conversation, Limits, Message, Site, Stretch
from chalicelib.model.opening_hours import Holiday, OpeningHours, OpenTime
from chalicelib.storage import mapping
from chalicelib.storage.tables import ConversationRow, MessageRow, SiteRow

SITE = Site("default", "Shop", "pl_default_1", ("https://shop.example",), "Hello!", limits=Limits(messages_at_once=3))
DAY = (OpenTime("09:00", "12:00"), OpenTime("13:00", "02:00"))
HOURS = OpeningHours(
    "Asia/Tokyo", (DAY,) * 5 + ((), ()), (Holiday("2026-12-24", True, "Käthes Tag", DAY[:1]),), "message"
)
OPEN_BY_DAY = dataclasses.replace(SITE, hours=HOURS)
MESSAGE = Message("c_1", 1, "client-1", "visitor", "v_1", "Visitor", "Hello", 1_784_188_800_000)
CONVERSATION = Conversation(
    "c_1", "default", "v_1", "Visitor", last_id=2, stretches=(Stretch(1, 5, 6), Stretch(2, 7, 8)), changed="0#c_1"
)


@pytest.mark.parametrize(
    ("kind", "value"), [(SiteRow, SITE), (SiteRow, OPEN_BY_DAY), (MessageRow, MESSAGE), (ConversationRow, CONVERSATION)]
)
def test_a_value_is_the_same_after_it_was_stored(kind: type, value: object) -> None:
    row = kind()
    row.deserialize(mapping.row_of(kind, value).serialize(null_check=False))
    assert mapping.value_of(type(value), row) == value
    assert mapping.value_of_item(type(value), kind, mapping.row_of(kind, value).serialize(null_check=False)) == value


def test_an_item_with_less_or_more_than_the_row_is_read_as_pynamodb_reads_it() -> None:
    item = mapping.row_of(MessageRow, MESSAGE).serialize(null_check=False)
    item |= {"mail_id": {"NULL": True}, "from a later version": {"S": "x"}}
    row = MessageRow.from_raw_data(dict(item))
    assert mapping.value_of_item(Message, MessageRow, item) == mapping.value_of(Message, row) == MESSAGE


def test_nested_fields_are_columns_of_the_same_row() -> None:
    assert mapping.row_of(SiteRow, SITE).messages_at_once == 3


def test_a_nullable_column_is_missing_while_its_field_has_the_default() -> None:
    stored = mapping.row_of(ConversationRow, dataclasses.replace(CONVERSATION, stretches=())).serialize(
        null_check=False
    )
    assert not {"stretches", "verified_id", "expires_at"} & stored.keys()
    assert stored["kept_from"] == {"N": "1"}


def test_a_change_updates_only_the_columns_that_differ() -> None:
    erased = dataclasses.replace(CONVERSATION, last_id=3, stretches=())
    actions = [str(action) for action in mapping.changes(ConversationRow, CONVERSATION, erased)]
    assert actions == ["last_id = {'N': '3'}", "stretches"]
