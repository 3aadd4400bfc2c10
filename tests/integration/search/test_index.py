"""What the index keeps: nothing of what was changed, deleted, erased or has expired."""

import dataclasses
import random
from collections.abc import Iterator
from typing import Any

import pytest
from pynamodb.exceptions import PutError

from chalicelib.config import config
from chalicelib.model import AdminCaller
from chalicelib.search import finding, people, texts
from chalicelib.storage import conversations, search
from tests.api_client import Seat
from tests.aws_clients import dynamodb
from tests.integration.background import Background, background, images, record
from tests.integration.clock import days_later
from tests.integration.search.indexed import Indexed


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


@pytest.fixture
def desk(work: Background) -> Indexed:
    return Indexed(work)


def rows(desk: Indexed) -> list[dict[str, Any]]:
    """All rows of the site's index. Only a test may scan."""
    pages = dynamodb().get_paginator("scan").paginate(TableName=f"{config().table_prefix}search", ConsistentRead=True)
    own = f"{desk.shop.site.site_id}#"
    return [item for page in pages for item in page["Items"] if item["key"]["S"].startswith(own)]


def indexed(desk: Indexed) -> set[str]:
    """The words that are in the index, without the lists of them."""
    return {each["place"]["S"].partition(" ")[0] for each in rows(desk) if "#of#" not in each["key"]["S"]}


def listed(desk: Indexed) -> set[str]:
    return {word for each in rows(desk) for word in each.get("tokens", {}).get("SS", [])}


def image(seat: Seat, id: int) -> dict[str, Any]:
    return next(each for each in images(seat.conversation_id) if each["id"]["N"] == str(id))


def test_a_message_that_was_edited_is_found_by_its_new_words_only(desk: Indexed) -> None:
    seat = desk.visitor("the blue kettle")
    before = image(seat, 1)
    assert seat.edit(1, "the green teapot", after=1).status == 201
    assert desk.texts("kettle") == []  # even before the stream reports the change
    desk.deliver(record(image(seat, 2)), record(image(seat, 1), "MODIFY", before=before))
    assert desk.texts("teapot") == ["the green teapot"]
    assert indexed(desk) == {"the", "green", "teapot"}


def test_of_a_message_that_was_deleted_no_word_is_left(desk: Indexed) -> None:
    seat = desk.visitor("the blue kettle")
    before = image(seat, 1)
    assert seat.delete(1, after=1).status == 201
    assert desk.texts("kettle") == []
    desk.deliver(record(image(seat, 2)), record(image(seat, 1), "MODIFY", before=before))
    assert indexed(desk) == set()


def test_records_that_come_late_twice_and_in_another_order_leave_the_same_index(desk: Indexed) -> None:
    seat = desk.shop.visitor()
    assert seat.send("the blue kettle").status == 201
    first = image(seat, 1)
    assert seat.edit(1, "the green teapot", after=1).status == 201
    second = image(seat, 1)
    assert seat.edit(1, "my red cup", after=2).status == 201
    third = image(seat, 1)
    entries = [record(image(seat, id)) for id in (2, 3)]
    changes = [record(second, "MODIFY", before=first), record(third, "MODIFY", before=second)]
    reports = [record(first), *entries, *changes]
    chance = random.Random(7)
    for _ in range(12):
        desk.deliver(*chance.sample(reports, len(reports)), *chance.sample(reports, 2))
        assert indexed(desk) == {"my", "red", "cup"}


def test_an_erasure_takes_the_words_and_the_names_out_of_the_index(desk: Indexed) -> None:
    seat = desk.visitor("the blue kettle", "and a cup", email="anna@shop.example", name="Anna")
    assert {"anna", "anna@shop.example", "kettle"} < indexed(desk)
    deleted = [record(each, "REMOVE") for each in images(seat.conversation_id)]
    late = [record(each) for each in images(seat.conversation_id)]
    assert desk.admin.call("DELETE", f"/admin/chatbot/{seat.conversation_id}").status == 200
    assert desk.texts("kettle") == []
    assert desk.people("anna") == []
    assert "anna" not in indexed(desk) | listed(desk)
    desk.deliver(*deleted)
    assert indexed(desk) == listed(desk) == set()
    desk.deliver(*late)
    assert indexed(desk) == listed(desk) == set()


def test_an_expired_message_is_not_found_and_its_rows_expire_with_it(desk: Indexed, work: Background) -> None:
    short = Indexed(work, retention_days=10)
    seat = short.visitor("the blue kettle", name="Anna")
    message = image(seat, 1)["expires_at"]["N"]
    assert {each["expires_at"]["N"] for each in rows(short) if "#m#" in each["key"]["S"]} == {message}
    row = conversations.get(seat.conversation_id)
    assert row is not None
    assert {each["expires_at"]["N"] for each in rows(short) if "#m#" not in each["key"]["S"]} == {str(row.expires_at)}
    with days_later(12):
        caller = AdminCaller(short.shop.site.site_id, "a", "Maya", "s", "owner")
        assert finding.search(caller, "kettle", 10).hits == []
        assert finding.search(caller, "anna", 10).conversations == []


def test_rows_of_messages_that_are_kept_for_ever_expire_after_the_reach(desk: Indexed) -> None:
    seat = desk.visitor("the blue kettle")
    sent = int(image(seat, 1)["sent_at"]["N"]) // 1000
    assert {each["expires_at"]["N"] for each in rows(desk)} == {str(sent + texts.REACH_SECONDS)}


def test_the_removal_of_an_address_takes_it_out_of_the_index_at_once(desk: Indexed) -> None:
    seat = desk.visitor("Hello", email="anna@shop.example", name="Anna")
    assert seat.api.post("/chatbot/contact", {"email": None, "name": "Bea"}).status == 200
    assert indexed(desk) == {"hello", "bea"}
    assert listed(desk) == {"bea"}
    assert desk.people("anna") == []


def test_a_name_that_another_call_changes_at_the_same_moment_is_not_overwritten_with_the_earlier_one(
    desk: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = desk.visitor("Hello", name="Anna")
    old = conversations.get(seat.conversation_id)
    assert old is not None
    read, others = search.listed, ["Dora", "Cleo"]

    def changed_after_it_was_read(site_id: str, conversation_id: str) -> search.Listed:
        found = read(site_id, conversation_id)
        if others:
            assert seat.api.post("/chatbot/contact", {"email": None, "name": others.pop()}).status == 200
        return found

    monkeypatch.setattr(search, "listed", changed_after_it_was_read)
    people.index(dataclasses.replace(old, contact_name="Bea"))
    assert indexed(desk) == {"hello", "dora"}
    assert listed(desk) == {"dora"}


def test_switching_the_search_of_messages_off_stops_the_index_and_keeps_the_names(desk: Indexed) -> None:
    seat = desk.visitor("the blue kettle", name="Anna")
    owner = desk.admin
    assert owner.call("PATCH", "/admin/site", {"search_messages": False}).status == 200
    desk.writes(seat, "and a cup", after=1)
    found = desk.search("kettle").body
    assert (found["messages"], found["reach"], found["more"]) == ([], None, False)
    assert desk.people("anna") == [seat.conversation_id]
    assert "cup" not in indexed(desk)
    assert owner.call("PATCH", "/admin/site", {"search_messages": True}).status == 200
    assert desk.search("cup").body["reach"] > int(image(seat, 2)["sent_at"]["N"])


def test_a_write_that_stays_unprocessed_is_reported_and_done_again(
    desk: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unprocessed(*_: Any, **__: Any) -> None:
        raise PutError("Failed to batch write items")

    seat = desk.shop.visitor()
    assert seat.send("the blue kettle").status == 201
    with monkeypatch.context() as patch:
        patch.setattr("pynamodb.models.BatchWrite.commit", unprocessed)
        answer = desk.work.deliver_records([record(image(seat, 1))])
    assert len(answer["batchItemFailures"]) == 1
    desk.deliver(record(image(seat, 1)))
    assert desk.texts("kettle") == ["the blue kettle"]
