"""Records of the stream: which of them fail, and that no record waits for another one's failure."""

import copy
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.model import Message
from chalicelib.notify import records
from tests.api_client import Seat, Shop, across
from tests.integration.background import Background, images, record
from tests.integration.log_lines import logged


@pytest.fixture
def sent(visitor: Seat) -> list[dict[str, Any]]:
    """The records of three messages."""
    for after in (1, 2):
        visitor.send(f"and {after}", after=after)
    return [record(image) for image in images(visitor.conversation_id)]


def failures(answer: dict[str, Any]) -> list[str]:
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def number(each: dict[str, Any]) -> str:
    return str(each["dynamodb"]["SequenceNumber"])


def poisoned(each: dict[str, Any]) -> dict[str, Any]:
    wrong = copy.deepcopy(each)
    wrong["dynamodb"]["NewImage"] = {"id": {"S": "no number"}}
    return wrong


def test_a_record_becomes_the_message_that_was_stored(visitor: Seat, work: Background) -> None:
    seen: list[Message] = []
    with patch.object(records, "CONSEQUENCES", (seen.append,)):
        assert failures(work.deliver(visitor.conversation_id)) == []
    [shown] = visitor.messages().body["messages"]
    assert [(each.id, each.body, each.sender_type) for each in seen] == [(1, shown["body"], "visitor")]


def test_a_poisoned_record_fails_alone_and_those_behind_it_are_handled(
    sent: list[dict[str, Any]], work: Background
) -> None:
    seen: list[int] = []
    with patch.object(records, "CONSEQUENCES", (lambda message: seen.append(message.id),)):
        answer = work.deliver_records([poisoned(sent[0]), *sent[1:]])
    assert failures(answer) == [number(sent[0])]
    assert seen == [2, 3]


def test_only_the_records_that_failed_are_reported(sent: list[dict[str, Any]], work: Background) -> None:
    def fails_for_the_second(message: Message) -> None:
        if message.id == 2:
            raise RuntimeError

    with patch.object(records, "CONSEQUENCES", (fails_for_the_second,)), logged() as lines:
        assert failures(work.deliver_records(sent)) == [number(sent[1])]
    assert [line["sequence_number"] for line in lines.events("record_failed")] == [number(sent[1])]
    assert lines.events("records")[0]["failed"] == 1


def test_a_consequence_that_fails_does_not_keep_the_others_from_the_message(
    sent: list[dict[str, Any]], work: Background
) -> None:
    seen: list[int] = []

    def fails(message: Message) -> None:
        raise RuntimeError

    with patch.object(records, "CONSEQUENCES", (fails, lambda message: seen.append(message.id))):
        assert failures(work.deliver_records(sent[:1])) == [number(sent[0])]
    assert seen == [1]


def test_a_record_that_is_delivered_twice_schedules_one_job(visitor: Seat, work: Background) -> None:
    work.deliver(visitor.conversation_id)
    assert failures(work.deliver(visitor.conversation_id)) == []
    assert len(work.jobs) == 1


def test_a_record_fails_while_scheduler_is_out_of_order_and_succeeds_after_it(visitor: Seat, work: Background) -> None:
    work.refusals = [(503, "InternalServerException")] * 3  # the client tries three times
    assert len(failures(work.deliver(visitor.conversation_id))) == 1
    assert work.jobs == []
    assert failures(work.deliver(visitor.conversation_id)) == []
    assert len(work.jobs) == 1


@pytest.mark.parametrize("event", ["MODIFY", "REMOVE"])
def test_a_changed_or_deleted_message_has_no_consequences(
    sent: list[dict[str, Any]], work: Background, event: str
) -> None:
    def fails(message: Message) -> None:
        raise RuntimeError

    with patch.object(records, "CONSEQUENCES", (fails,)):
        stored = sent[0]["dynamodb"]
        removed = {**sent[0], "eventName": event, "dynamodb": {**stored, "OldImage": stored["NewImage"]}}
        assert failures(work.deliver_records([removed])) == []


def test_a_line_of_the_log_has_no_text_of_a_message(shop: Shop, work: Background) -> None:
    seat = shop.visitor()
    seat.send("my card number is 4111")
    across(shop.admin(), seat.conversation_id).send("please keep it", after=1)
    with logged() as lines:
        work.deliver(seat.conversation_id)
        work.deliver_records([poisoned(record(image)) for image in images(seat.conversation_id)])
    assert lines.events("record_unreadable")
    assert "4111" not in lines.text
    assert "please keep it" not in lines.text
