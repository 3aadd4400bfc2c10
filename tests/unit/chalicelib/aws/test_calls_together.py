"""Several calls at the same time, without threads."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.aws.connections import Connections
from chalicelib.aws.json_client import DYNAMODB, JsonClient
from tests.played_service import PlayedService, Received, answers, closes_after, played_service, refuses, tears

BOTH: list[dict[str, Any]] = [{"TableName": "a"}, {"TableName": "b"}]


@pytest.fixture
def service() -> Iterator[PlayedService]:
    with played_service() as played:
        yield played


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)


def opened(service: PlayedService) -> JsonClient:
    return JsonClient(DYNAMODB, Connections("dynamodb", service.address, 20, 20, most=4), attempts=2)


def test_all_requests_are_sent_before_an_answer_is_awaited(service: PlayedService) -> None:
    together = threading.Barrier(2)  # each is answered once the other has arrived

    def play(connection: Any, received: Received) -> bool:
        together.wait(10)
        return answers(200, {"Items": []})(connection, received)

    service.plays(play)
    assert opened(service).call_together("Query", BOTH) == [{"Items": []}] * 2
    assert service.connections == 2


def echoes(connection: Any, received: Received) -> bool:
    return answers(200, {"Items": [json.loads(received.body)["TableName"]]})(connection, received)


def test_the_results_have_the_order_of_the_calls(service: PlayedService) -> None:
    service.plays(echoes)
    assert opened(service).call_together("Query", BOTH) == [{"Items": ["a"]}, {"Items": ["b"]}]


def test_a_call_that_fails_once_is_sent_again_alone(service: PlayedService) -> None:
    service.plays(tears(), answers(200, {"Items": []}))
    assert opened(service).call_together("Query", BOTH) == [{"Items": []}] * 2
    assert len(service.received) == 3


def test_the_first_failure_is_raised_and_no_connection_is_left_with_an_answer(service: PlayedService) -> None:
    service.plays(refuses(400, "ValidationException"))
    client = opened(service)
    with pytest.raises(ClientError):
        client.call_together("Query", BOTH)
    service.plays(answers(200, {"Items": ["mine"]}))
    assert [client.call("Query", BOTH[0]) for _ in range(3)] == [{"Items": ["mine"]}] * 3


def test_a_service_that_cannot_be_reached_at_first_is_tried_again(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.plays(closes_after(answers(200, {"Items": []})))
    client = opened(service)
    monkeypatch.setattr(client, "first_attempt", lambda *_: None)
    assert client.call_together("Query", BOTH) == [{"Items": []}] * 2
