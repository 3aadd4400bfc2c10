"""A change of form, on a real store, while the server of today reads and writes: expand, fill, contract."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.config import config
from chalicelib.storage.database import database
from deployment.migrations import AFTER, BEFORE, Migration, check, run
from deployment.migrations import rows as rows_module
from deployment.migrations.rows import Rows
from deployment.stage import Stage
from devtools.problem import Problem
from tests.api_client import Seat, Shop

PAGE = 8
TABLE = f"{config().table_prefix}conversations"


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "PAGE", PAGE)


class HereStage(Stage):
    @property
    def prefix(self) -> str:
        return config().table_prefix


class Here:
    """The store of the tests, and parameters in memory."""

    def __init__(self) -> None:
        self.parameters: dict[str, str] = {}

    def client(self, service: str) -> Any:
        return database().client if service == "dynamodb" else self

    def get_parameter(self, Name: str) -> Any:  # noqa: N803 - as AWS calls it
        if Name not in self.parameters:
            raise ClientError({"Error": {"Code": "ParameterNotFound", "Message": ""}}, "GetParameter")
        return {"Parameter": {"Value": self.parameters[Name]}}

    def put_parameter(self, Name: str, Value: str, **_: Any) -> None:  # noqa: N803
        self.parameters[Name] = Value


STAGE = HereStage("test", "us-east-1")


def upper(row: dict[str, Any]) -> dict[str, Any] | None:
    wanted = row["preview"].upper()
    return None if row.get("headline") == wanted else {"headline": wanted}


def fill(rows: Rows, bookmark: Any) -> Iterator[Any]:
    yield from rows.each("conversations", bookmark, upper, seen=["preview"])


def tidy(rows: Rows, bookmark: Any) -> Iterator[Any]:
    def without(row: dict[str, Any]) -> dict[str, Any] | None:
        return {"address_range": None} if "address_range" in row else None

    yield from rows.each("conversations", bookmark, without)


EXPAND = Migration(1, "m0001_headline", "0.2.0", BEFORE, fill)
AGAIN = Migration(2, "m0002_headline_of_what_was_written_meanwhile", "0.2.0", AFTER, fill)
CONTRACT = Migration(3, "m0003_without_address_range", "0.3.0", AFTER, tidy, needs=2)


def stored(conversation_id: str) -> dict[str, Any]:
    key = {"conversation_id": {"S": conversation_id}}
    answer: dict[str, Any] = database().client.get_item(TableName=TABLE, Key=key, ConsistentRead=True)
    return dict(answer["Item"])


def conversations(shop: Shop, number: int) -> list[Seat]:
    seats = [shop.visitor() for _ in range(number)]
    for seat in seats:
        assert seat.send("hello").status == 201
    return seats


def test_a_form_changes_while_the_code_of_before_goes_on_writing() -> None:
    here, shop = Here(), Shop()
    seats = conversations(shop, PAGE + 5)
    stop, statuses = threading.Event(), []

    def write() -> None:
        after = 1
        while not stop.is_set():
            statuses.append(seats[0].send(f"message {after}", after=after).status)
            after += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert run(here, STAGE, BEFORE, [EXPAND, AGAIN]) == [EXPAND.name]
    finally:
        stop.set()
        writer.join()
    assert set(statuses) == {201}
    # What is in the new form is read and written by the code that does not know it.
    assert all(stored(seat.conversation_id)["headline"] == {"S": "HELLO"} for seat in seats[1:])
    assert seats[1].send("another", after=1).status == 201
    assert [each["body"] for each in seats[1].messages().body["messages"]] == ["hello", "another"]
    # It leaves the new attribute as it was: what it wrote is filled again once it is gone.
    assert stored(seats[1].conversation_id)["headline"] == {"S": "HELLO"}
    assert run(here, STAGE, AFTER, [EXPAND, AGAIN]) == [AGAIN.name]
    assert stored(seats[1].conversation_id)["headline"] == {"S": "ANOTHER"}
    assert stored(seats[0].conversation_id)["headline"]["S"] == stored(seats[0].conversation_id)["preview"]["S"].upper()
    # The next release takes the earlier form away. From then on code of before the new one is refused.
    check(here, STAGE, [EXPAND, AGAIN, CONTRACT], serves_from=2)
    assert run(here, STAGE, BEFORE, [EXPAND, AGAIN, CONTRACT]) == []
    assert run(here, STAGE, AFTER, [EXPAND, AGAIN, CONTRACT]) == [CONTRACT.name]
    assert "address_range" not in stored(seats[0].conversation_id)
    check(here, STAGE, [EXPAND, AGAIN])
    with pytest.raises(Problem, match="cannot go back"):
        check(here, STAGE, [EXPAND])


def test_a_row_that_changes_between_its_reading_and_its_writing_is_read_anew() -> None:
    shop = Shop()
    (seat,) = conversations(shop, 1)
    rows = Rows(database().client, config().table_prefix)
    item, key = stored(seat.conversation_id), {"conversation_id": {"S": seat.conversation_id}}
    seat.send("news", after=1)
    assert not rows.changed("conversations", key, item, {"headline": "HELLO"}, ["preview"])
    rows.settle("conversations", key, item, upper, ["preview"])
    assert stored(seat.conversation_id)["headline"] == {"S": "NEWS"}


def test_a_row_that_is_deleted_meanwhile_does_not_come_back() -> None:
    shop = Shop()
    (seat,) = conversations(shop, 1)
    item, key = stored(seat.conversation_id), {"conversation_id": {"S": seat.conversation_id}}
    database().client.delete_item(TableName=TABLE, Key=key)
    Rows(database().client, config().table_prefix).settle("conversations", key, item, upper, ["preview"])
    assert "Item" not in database().client.get_item(TableName=TABLE, Key=key, ConsistentRead=True)


def test_an_interrupted_one_goes_on_after_the_page_that_it_had_done() -> None:
    shop = Shop()
    conversations(shop, PAGE + 1)
    rows = Rows(database().client, config().table_prefix)
    first = next(rows.each("conversations", None, upper, ["preview"]))
    seen: list[dict[str, Any]] = []
    list(rows.each("conversations", json.loads(json.dumps(first)), lambda row: seen.append(row)))
    everything: list[dict[str, Any]] = []
    list(rows.each("conversations", None, lambda row: everything.append(row)))
    assert len(seen) == len(everything) - PAGE
