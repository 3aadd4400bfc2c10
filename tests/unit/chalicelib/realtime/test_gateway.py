import threading
from collections.abc import Iterator
from urllib.parse import quote

import botocore.session
import pytest
from botocore.config import Config

from chalicelib.aws import connections
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome
from tests.played_service import PlayedService, answers, hangs, played_service, tears

ENDPOINT = "https://abc123.execute-api.us-east-1.amazonaws.com/api"
ID = "L0SM9cOFvHcCIhw="


@pytest.fixture
def service() -> Iterator[PlayedService]:
    with played_service() as played:
        yield played


def stage(service: PlayedService) -> str:
    return f"{service.address}/api"


def test_an_accepted_post_is_delivered(service: PlayedService) -> None:
    service.plays(answers(200, b""))
    assert gateway.post(stage(service), ID, b'{"type":"Typing"}') is Outcome.DELIVERED
    assert service.received[0].line == f"POST /api/@connections/{quote(ID)} HTTP/1.1"
    assert service.received[0].body == b'{"type":"Typing"}'


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (410, Outcome.GONE),
        (429, Outcome.THROTTLED),
        (413, Outcome.FAILED),
        (403, Outcome.FAILED),
        (500, Outcome.FAILED),
    ],
)
def test_each_error_of_the_gateway_has_its_outcome(service: PlayedService, status: int, outcome: Outcome) -> None:
    service.plays(answers(status, {"message": "played"}))
    assert gateway.post(stage(service), ID, b"{}") is outcome
    assert len(service.received) == 1


def test_a_time_out_is_an_outcome_and_not_an_exception(service: PlayedService, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(gateway, "READ_SECONDS", 0.1)
    service.plays(hangs(over))
    assert gateway.post(stage(service), ID, b"{}") is Outcome.TIMED_OUT
    over.set()
    assert len(service.received) == 1


def test_a_torn_connection_is_an_outcome_and_not_an_exception(service: PlayedService) -> None:
    service.plays(tears())
    assert gateway.post(stage(service), ID, b"{}") is Outcome.FAILED
    assert len(service.received) == 1


def test_a_socket_is_closed_by_one_request(service: PlayedService) -> None:
    service.plays(answers(204, b""))
    gateway.close(stage(service), ID)
    assert [each.line for each in service.received] == [f"DELETE /api/@connections/{quote(ID)} HTTP/1.1"]


@pytest.mark.parametrize("failure", ["refused", "torn"])
def test_a_socket_that_cannot_be_closed_is_logged(
    service: PlayedService, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(gateway.logs, "info", lambda event, **_: lines.append(event))
    service.plays(answers(500, {}) if failure == "refused" else tears())
    gateway.close(stage(service), ID)
    assert lines == ["socket_not_closed"]


def test_the_requests_are_those_of_botocore(service: PlayedService) -> None:
    service.plays(answers(200, b""))
    once = Config(retries={"total_max_attempts": 1})
    theirs = botocore.session.Session().create_client(
        "apigatewaymanagementapi", region_name="us-east-1", endpoint_url=stage(service), config=once
    )
    theirs.post_to_connection(ConnectionId=ID, Data=b"{}")
    theirs.delete_connection(ConnectionId=ID)
    gateway.post(stage(service), ID, b"{}")
    gateway.close(stage(service), ID)
    lines = [each.line for each in service.received]
    assert lines[:2] == lines[2:]
    for botocores, ours in zip(service.received[:2], service.received[2:], strict=True):
        assert ours.body == botocores.body
        assert ours.headers.get("content-type") == botocores.headers.get("content-type")
        scopes = [each.headers["authorization"].split(", ")[0] for each in (botocores, ours)]
        assert scopes[0] == scopes[1]


def test_one_client_serves_all_posts_to_an_endpoint() -> None:
    assert gateway.client(ENDPOINT) is gateway.client(ENDPOINT)


@pytest.mark.parametrize(("endpoint", "reads"), [(ENDPOINT, [1]), ("http://127.0.0.1:9/api", []), ("no address", [])])
def test_the_authorities_are_read_before_the_time_of_the_posts_begins(
    monkeypatch: pytest.MonkeyPatch, endpoint: str, reads: list[int]
) -> None:
    found: list[int] = []
    monkeypatch.setattr(connections, "trust", lambda: found.append(1))
    gateway.prepare([endpoint])
    assert found == reads


def test_the_endpoint_comes_from_the_connect_event() -> None:
    scheme = gateway.config().management_scheme
    assert gateway.endpoint("chat.example", "api") == f"{scheme}://chat.example/api"
