import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from pynamodb.exceptions import GetError

from chalicelib.errors import Busy
from chalicelib.storage.faults import is_condition_failed, passing_as_busy


def fault(code: str) -> GetError:
    return GetError(cause=ClientError({"Error": {"Code": code, "Message": ""}}, "GetItem"))


@pytest.mark.parametrize(
    "code",
    ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded", "InternalServerError"],
)
def test_throttling_passes_and_may_be_retried(code: str) -> None:
    with pytest.raises(Busy), passing_as_busy():
        raise fault(code)


def test_an_unreachable_store_passes_and_may_be_retried() -> None:
    with pytest.raises(Busy), passing_as_busy():
        raise GetError(cause=ConnectTimeoutError(endpoint_url="http://store"))


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException", "ResourceNotFoundException"])
def test_a_fault_of_ours_is_not_dressed_up_as_busy(code: str) -> None:
    with pytest.raises(GetError), passing_as_busy():
        raise fault(code)


def test_a_failed_condition_is_recognised() -> None:
    assert is_condition_failed(fault("ConditionalCheckFailedException"))
    assert not is_condition_failed(fault("ThrottlingException"))
