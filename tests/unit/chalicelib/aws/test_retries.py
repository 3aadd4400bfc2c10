import botocore.session
import pytest

from chalicelib.aws.answers import Answer, Headers
from chalicelib.aws.json_client import DYNAMODB, SSM
from chalicelib.aws.retries import Retries

OPERATIONS = {
    DYNAMODB.name: (
        *("GetItem", "BatchGetItem", "Query"),
        *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
    ),
    SSM.name: ("GetParameter",),
}
THROTTLED = {"Error": {"Code": "ThrottlingException"}}
INTERNAL = {"Error": {"Code": "InternalServerError"}}
REFUSED = Answer(400, Headers("", ""), b"")
FAILED = Answer(500, Headers("", ""), b"")
DONE = Answer(200, Headers("", ""), b"")


@pytest.mark.parametrize("service", OPERATIONS)
def test_the_protocol_is_that_of_botocores_model(service: str) -> None:
    ours = {each.name: each for each in (DYNAMODB, SSM)}[service]
    metadata = botocore.session.Session().get_service_model(service).metadata
    assert (metadata["protocol"], metadata["targetPrefix"], metadata["jsonVersion"]) == (
        "json",
        ours.target,
        ours.version,
    )
    assert metadata["signatureVersion"] == "v4"
    assert metadata.get("signingName", metadata["endpointPrefix"]) == service


@pytest.mark.parametrize("service", OPERATIONS)
def test_no_error_of_our_operations_is_retryable_by_its_model_alone(service: str) -> None:
    model = botocore.session.Session().get_service_model(service)
    for operation in OPERATIONS[service]:
        retryable = {
            shape.name for shape in model.operation_model(operation).error_shapes if shape.metadata.get("retryable")
        }
        assert retryable <= {"ReplicatedWriteConflictException"}  # of tables in several regions, which ours are not


def test_a_pause_is_short_after_an_internal_error_and_longer_after_throttling(monkeypatch: pytest.MonkeyPatch) -> None:
    retries = Retries("dynamodb", attempts=3)
    monkeypatch.setattr(retries.backoff, "_random", lambda: 1.0)
    pauses = [retries.pause(attempt, {}, answer=FAILED, error=INTERNAL) for attempt in (1, 2, 3)]
    assert pauses == [0.025, 0.05, None]
    assert retries.pause(1, {}, answer=REFUSED, error=THROTTLED) == 1


def test_retries_have_a_quota_that_successes_restore() -> None:
    retries = Retries("dynamodb", attempts=2)
    requests: list[dict[str, object]] = []
    while len(requests) < 100:
        request: dict[str, object] = {}
        if retries.pause(1, request, answer=FAILED, error=INTERNAL) is None:
            break
        requests.append(request)
    assert len(requests) == 35  # 500 units of 14
    for request in requests[:2]:
        retries.ended(request, DONE)
    assert retries.pause(1, {}, answer=FAILED, error=INTERNAL) is not None
