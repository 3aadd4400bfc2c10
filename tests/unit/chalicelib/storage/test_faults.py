from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from pynamodb.exceptions import GetError

from chalicelib.errors import Busy
from chalicelib.storage.faults import retryable_as_busy, try_write
from tests.metrics import counting


def fault(code: str) -> GetError:
    return GetError(cause=ClientError({"Error": {"Code": code, "Message": ""}}, "GetItem"))


@pytest.mark.parametrize(
    "code",
    ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded", "InternalServerError"],
)
def test_throttling_may_be_retried(code: str) -> None:
    with pytest.raises(Busy), retryable_as_busy():
        raise fault(code)


@pytest.mark.parametrize(
    ("code", "throttled"), [("ThrottlingException", 1), ("RequestLimitExceeded", 1), ("InternalServerError", 0)]
)
def test_throttling_is_counted_and_other_faults_are_not(code: str, throttled: int) -> None:
    with counting() as counted:
        with pytest.raises(Busy), retryable_as_busy():
            raise fault(code)
        assert counted().get("StoreThrottled", 0) == throttled


def test_an_unreachable_store_may_be_retried() -> None:
    with pytest.raises(Busy), retryable_as_busy():
        raise GetError(cause=ConnectTimeoutError(endpoint_url="http://store"))


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException", "ResourceNotFoundException"])
def test_a_fault_of_the_server_is_not_reported_as_busy(code: str) -> None:
    with pytest.raises(GetError), retryable_as_busy():
        raise fault(code)


def failing(code: str) -> Callable[[], None]:
    def write() -> None:
        raise fault(code)

    return write


def test_a_write_whose_condition_is_not_met_is_not_made() -> None:
    assert try_write(dict, condition="met")
    assert not try_write(failing("ConditionalCheckFailedException"))


def test_a_write_that_fails_for_another_reason_raises() -> None:
    with pytest.raises(GetError):
        try_write(failing("ThrottlingException"))


def test_a_write_without_an_answer_may_have_been_made() -> None:
    def write() -> None:
        raise GetError(cause=ConnectTimeoutError(endpoint_url="http://store"))

    with pytest.raises(GetError):
        try_write(write)
