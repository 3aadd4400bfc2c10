import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome

ENDPOINT = "https://abc123.execute-api.us-east-1.amazonaws.com/api"


def test_an_accepted_post_is_delivered() -> None:
    with Stubber(gateway.client(ENDPOINT)) as stub:
        stub.add_response("post_to_connection", {}, {"ConnectionId": "L0SM9cOFvHcCIhw=", "Data": b"{}"})
        assert gateway.post(ENDPOINT, "L0SM9cOFvHcCIhw=", b"{}") is Outcome.DELIVERED


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (410, "GoneException", Outcome.GONE),
        (429, "LimitExceededException", Outcome.THROTTLED),
        (413, "PayloadTooLargeException", Outcome.FAILED),
        (403, "ForbiddenException", Outcome.FAILED),
        (500, "InternalServerError", Outcome.FAILED),
    ],
)
def test_each_error_of_the_gateway_has_its_outcome(status: int, code: str, outcome: Outcome) -> None:
    with Stubber(gateway.client(ENDPOINT)) as stub:
        stub.add_client_error("post_to_connection", code, http_status_code=status)
        assert gateway.post(ENDPOINT, "L0SM9cOFvHcCIhw=", b"{}") is outcome


def test_a_time_out_is_an_outcome_and_not_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url=ENDPOINT)

    monkeypatch.setattr(gateway.client(ENDPOINT), "post_to_connection", hang)
    assert gateway.post(ENDPOINT, "L0SM9cOFvHcCIhw=", b"{}") is Outcome.TIMED_OUT


def test_one_client_serves_all_posts_to_an_endpoint() -> None:
    assert gateway.client(ENDPOINT) is gateway.client(ENDPOINT)


def test_the_endpoint_comes_from_the_connect_event() -> None:
    scheme = gateway.config().management_scheme
    assert gateway.endpoint("chat.example", "api") == f"{scheme}://chat.example/api"
