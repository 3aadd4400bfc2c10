"""The same calls through botocore's client and through ours, against a service that plays the same parts."""

import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.aws.connections import Connections
from chalicelib.aws.json_client import DYNAMODB, JsonClient
from devtools.ports import free_port
from tests.played_service import (
    PlayedService,
    Received,
    answers,
    closes_after,
    damages,
    hangs,
    played_service,
    refuses,
    tears,
    written,
)

KEY = {"conversation_id": {"S": "c_ü"}}
PARAMETERS = {"TableName": "conversations", "Key": KEY, "ConsistentRead": True}
ITEM = {**KEY, "last_id": {"N": "3"}, "tags": {"L": [{"S": "billing"}]}, "deleted": {"BOOL": False}}
FOUND = {"Item": ITEM}
PARAMETERS_OF: dict[str, dict[str, Any]] = {
    "BatchGetItem": {"RequestItems": {"conversations": {"Keys": [KEY]}}},
    "BatchWriteItem": {"RequestItems": {"conversations": [{"PutRequest": {"Item": ITEM}}]}},
    "DeleteItem": {"TableName": "conversations", "Key": KEY},
    "UpdateItem": {"TableName": "conversations", "Key": KEY},
    "PutItem": {"TableName": "conversations", "Item": ITEM},
    "Query": {
        "TableName": "conversations",
        "KeyConditionExpression": "conversation_id = :id",
        "ExpressionAttributeValues": {":id": {"S": "c_1"}},
    },
    "TransactWriteItems": {"TransactItems": [{"Put": {"TableName": "conversations", "Item": ITEM}}]},
}
REASONS = [
    {"Code": "None"},
    {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": ITEM},
    {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"},
]
NEVER = threading.Event()
PATIENT_SECONDS, IMPATIENT_SECONDS = 20, 0.7

Call = Callable[[str, dict[str, Any]], dict[str, Any]]


class Result(NamedTuple):
    """What a caller gets, without times and ids, and how often the request was sent."""

    answer: Any
    error: tuple[str, str, Any] | None
    retries: int | None
    raised: str
    attempts: int


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.fixture(scope="module")
def service() -> Iterator[PlayedService]:
    with played_service() as played:
        yield played


def botocores_client(service: PlayedService, read_seconds: float) -> Any:
    settings = {
        "parameter_validation": False,
        "connect_timeout": 20,
        "read_timeout": read_seconds,
        "retries": {"total_max_attempts": 2, "mode": "standard"},
    }
    return aws.client("dynamodb", settings, service.address)


def our_client(service: PlayedService, read_seconds: float) -> JsonClient:
    return JsonClient(DYNAMODB, Connections("dynamodb", service.address, 20, read_seconds, most=4), attempts=2)


@pytest.fixture(scope="module")
def botocores(service: PlayedService) -> Any:
    return botocores_client(service, PATIENT_SECONDS)


@pytest.fixture(scope="module")
def ours(service: PlayedService) -> JsonClient:
    return our_client(service, PATIENT_SECONDS)


def result(service: PlayedService, call: Call, parts: tuple[Any, ...], operation: str = "GetItem") -> Result:
    service.plays(*parts)
    answer: Any = None
    error, retries, raised = None, None, ""
    try:
        answer = call(operation, dict(PARAMETERS_OF.get(operation, PARAMETERS)))
        answer.pop("ResponseMetadata", None)
    except ClientError as refused:
        raised = "ClientError"
        told: Any = refused.response
        error = (told["Error"]["Code"], told["Error"]["Message"], told.get("CancellationReasons"))
        retries = told["ResponseMetadata"]["RetryAttempts"]
    except BotoCoreError as failed:
        raised = type(failed).__name__
    return Result(answer, error, retries, raised, len(service.received))


PARTS: dict[str, tuple[Any, ...]] = {
    "found": (answers(200, FOUND),),
    "not found": (answers(200, {}),),
    "throttled for good": (refuses(400, "ThrottlingException"),),
    "throttled once": (refuses(400, "ThrottlingException"), answers(200, FOUND)),
    "over its throughput once": (refuses(400, "ProvisionedThroughputExceededException"), answers(200, FOUND)),
    "over the account's limit once": (refuses(400, "RequestLimitExceeded"), answers(200, FOUND)),
    "a transaction in progress": (refuses(400, "TransactionInProgressException"), answers(200, {})),
    "a cancelled transaction": (refuses(400, "TransactionCanceledException", CancellationReasons=REASONS),),
    "a conflict": (refuses(400, "TransactionConflictException"), answers(200, {})),
    "a condition that is not met": (refuses(400, "ConditionalCheckFailedException", Item=ITEM), answers(200, {})),
    "a message in another case": (
        answers(400, {"__type": "com.amazon.coral.validate#ValidationException", "Message": "No such attribute"}),
    ),
    "a code with an address": (
        answers(400, {"__type": "ValidationException:http://internal.amazon.com/", "message": "no"}),
    ),
    "no code": (answers(400, {"message": "no"}),),
    "an error that is no JSON": (answers(400, b"no"),),
    "no permission": (refuses(400, "AccessDeniedException"), answers(200, FOUND)),
    "expired credentials": (refuses(400, "ExpiredTokenException", "The security token is expired"), answers(200, {})),
    "a wrong signature": (refuses(400, "InvalidSignatureException", "Signature expired"), answers(200, FOUND)),
    "a clock that is wrong": (refuses(400, "RequestTimeTooSkewed"), answers(200, FOUND)),
    "a table that does not exist": (refuses(400, "ResourceNotFoundException"), answers(200, FOUND)),
    "an internal error once": (refuses(500, "InternalServerError"), answers(200, FOUND)),
    "an internal error for good": (refuses(500, "InternalServerError"),),
    "HTML from a load balancer": (answers(503, b"<html>Service Unavailable</html>"),),
    "HTML from a load balancer once": (answers(502, b"<html>Bad Gateway</html>"), answers(200, FOUND)),
    "nothing from a load balancer": (answers(504, b""),),
    "429 from a load balancer once": (answers(429, b""), answers(200, FOUND)),
    "a redirection": (answers(307, b"", "Location: http://127.0.0.1:9/"),),
    "a torn connection": (tears(),),
    "a connection that is torn once": (tears(), answers(200, FOUND)),
    "an answer that is no HTTP": (tears(b"hello\r\n\r\n"),),
    "a damaged answer once": (damages({"Item": {}}), answers(200, FOUND)),
    "an answer in chunks": (
        lambda connection, _: bool(
            connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n") or True
        ),
    ),
    "a connection that the service closes": (closes_after(answers(200, FOUND)),),
    "a connection that the service says it closes": (closes_after(answers(200, FOUND, "Connection: close")),),
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_a_call_ends_as_with_botocore_after_as_many_attempts(
    service: PlayedService, botocores: Any, ours: JsonClient, parts: tuple[Any, ...]
) -> None:
    expected = result(service, botocores._make_api_call, parts)
    assert result(service, ours.call, parts) == expected
    again = (answers(200, FOUND),)  # the client works afterwards
    assert result(service, ours.call, again) == Result(FOUND, None, None, "", 1)


@pytest.mark.parametrize("parts", [(hangs(NEVER),), (hangs(NEVER), answers(200, FOUND))], ids=["always", "once"])
def test_a_call_without_an_answer_ends_as_with_botocore(service: PlayedService, parts: tuple[Any, ...]) -> None:
    clients = botocores_client(service, IMPATIENT_SECONDS)._make_api_call, our_client(service, IMPATIENT_SECONDS).call
    theirs, mine = (result(service, call, parts) for call in clients)
    assert mine == theirs
    assert mine.attempts == 2


@pytest.mark.parametrize("operation", PARAMETERS_OF)
def test_an_operation_is_refused_as_with_botocore(
    service: PlayedService, botocores: Any, ours: JsonClient, operation: str
) -> None:
    for parts in (PARTS["a cancelled transaction"], PARTS["a conflict"], PARTS["throttled for good"]):
        expected = result(service, botocores._make_api_call, parts, operation)
        assert result(service, ours.call, parts, operation) == expected


def sent(service: PlayedService, call: Call) -> Received:
    service.plays(answers(200, {}))
    call("GetItem", dict(PARAMETERS))
    return service.received[0]


def test_the_request_is_that_of_botocore(service: PlayedService, botocores: Any, ours: JsonClient) -> None:
    theirs, mine = sent(service, botocores._make_api_call), sent(service, ours.call)
    assert mine.line == theirs.line
    assert mine.body.replace(b" ", b"") == theirs.body.replace(b" ", b"")
    for name in ("host", "x-amz-target", "content-type", "user-agent"):
        assert mine.headers[name] == theirs.headers[name]


def test_an_answer_that_is_damaged_twice_is_not_believed(service: PlayedService, ours: JsonClient) -> None:
    """Botocore returns it: a damaged row would be taken for the row."""
    assert result(service, ours.call, (damages(FOUND),)) == Result(None, None, None, "HTTPClientError", 2)


@pytest.mark.parametrize(
    "torn",
    [written(200, b'{"Item": {"a"', length=100), written(200, b"", length=100), b"HTTP/1.1 200 OK\r\nContent-Le"],
)
def test_an_answer_that_ends_within_its_head_or_body_is_not_believed(
    service: PlayedService, botocores: Any, ours: JsonClient, torn: bytes
) -> None:
    """Botocore returns an empty result: a row would be taken for missing."""
    assert result(service, botocores._make_api_call, (tears(torn),)) == Result({}, None, None, "", 1)
    assert result(service, ours.call, (tears(torn),)) == Result(None, None, None, "ConnectionClosedError", 2)


def test_an_answer_that_is_no_json_is_not_believed(service: PlayedService, ours: JsonClient) -> None:
    assert result(service, ours.call, (answers(200, b"<html>"),)) == Result(None, None, None, "HTTPClientError", 2)


def test_a_service_that_nobody_runs_is_tried_twice_and_raises_what_botocore_raises() -> None:
    with played_service() as gone:
        gone.address = f"http://127.0.0.1:{free_port()}"
    retries = {"total_max_attempts": 2, "mode": "standard"}
    theirs = aws.client("dynamodb", {"connect_timeout": 1, "read_timeout": 1, "retries": retries}, gone.address)
    ours = JsonClient(DYNAMODB, Connections("dynamodb", gone.address, 1, 1, most=1), attempts=2)
    raised = [result(gone, call, (answers(200, FOUND),)).raised for call in (theirs._make_api_call, ours.call)]
    assert raised == ["EndpointConnectionError"] * 2
