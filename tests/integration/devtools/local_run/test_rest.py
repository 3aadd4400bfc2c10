import threading
import time
from pathlib import Path
from typing import Any

import pytest

from devtools.local_run import rest
from devtools.local_run.limits import MAX_BODY_BYTES
from tests.integration.devtools.local_run.served import Answer, Served, served
from tests.integration.devtools.local_run.small_app import BINARY, SmallApp


def echoed(gateway: Served, path: str = "/api/echo/kettle", body: "bytes | None" = None, **headers: str) -> Any:
    answer = gateway.call("POST" if body is not None else "GET", path, body, **headers)
    assert answer.status == 200
    return answer.json()


def test_the_event_is_that_of_a_proxy_integration(gateway: Served) -> None:
    event = echoed(gateway, "/api/echo/blue%20kettle?a=1&a=2&b=", User_Agent="tester")
    assert event["resource"] == "/echo/{name}"
    assert event["path"] == "/echo/blue%20kettle"
    assert event["httpMethod"] == "GET"
    assert event["pathParameters"] == {"name": "blue kettle"}
    assert event["queryStringParameters"] == {"a": "2", "b": ""}
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"], "b": [""]}
    assert event["headers"]["User-Agent"] == "tester"
    assert event["multiValueHeaders"]["User-Agent"] == ["tester"]
    assert event["body"] is None
    assert event["isBase64Encoded"] is False
    context = event["requestContext"]
    assert context["resourcePath"] == "/echo/{name}"
    assert context["path"] == "/api/echo/blue%20kettle"
    assert context["stage"] == "api"
    assert context["domainName"] == f"localhost:{gateway.port}"
    assert context["identity"]["userAgent"] == "tester"
    assert context["identity"]["sourceIp"] in ("127.0.0.1", "::1")


def test_without_a_query_its_fields_are_null(gateway: Served) -> None:
    event = echoed(gateway)
    assert event["queryStringParameters"] is None
    assert event["multiValueQueryStringParameters"] is None


def test_every_request_has_its_own_id(gateway: Served) -> None:
    ids = {echoed(gateway)["requestContext"]["requestId"] for _ in range(3)}
    assert len(ids) == 3


def test_the_source_address_is_the_peers_whatever_the_request_claims(gateway: Served) -> None:
    event = echoed(gateway, X_Forwarded_For="192.0.2.7")
    assert event["requestContext"]["identity"]["sourceIp"] in ("127.0.0.1", "::1")
    assert event["headers"]["X-Forwarded-For"].startswith("192.0.2.7, ")


def test_the_body_arrives_as_text(gateway: Served) -> None:
    assert echoed(gateway, body="Ünï 🫖".encode(), Content_Type="application/json")["body"] == "Ünï 🫖"


def test_a_body_that_is_not_text_arrives_with_replaced_bytes(gateway: Served) -> None:
    assert echoed(gateway, body=b"a\xffb", Content_Type="application/json")["body"] == "a\ufffdb"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer abc"}, {"Authorization": "Bearer \xe9"}])
@pytest.mark.parametrize("path", ["/api/nothing", "/api/echo", "/api/", "/api", "/api//echo/x"])
def test_an_unknown_path_is_refused_by_the_gateway_itself(gateway: Served, path: str, headers: dict[str, str]) -> None:
    refused(gateway.call("GET", path, **headers))


@pytest.mark.parametrize("method", ["DELETE", "PUT", "HEAD"])
def test_a_method_that_the_route_does_not_have_is_refused(gateway: Served, method: str) -> None:
    answer = gateway.call(method, "/api/echo/x")
    assert answer.status == 404


def refused(answer: Answer) -> None:
    own(answer, 404, "route_not_found")


def own(answer: Answer, status: int, code: str) -> None:
    """Asserts a response that API Gateway sends by itself: in our error format, and readable by pages of any origin."""
    assert (answer.status, answer.json()["error"]["code"]) == (status, code)
    assert answer.json().keys() == {"error"}
    assert answer.json()["error"].keys() == {"code", "message"}
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After,X-Request-Id"
    assert answer.headers["X-Request-Id"]
    assert (
        (int(answer.headers["Retry-After"]) > 0) if status in (429, 502, 504) else "Retry-After" not in answer.headers
    )


def test_a_preflight_is_answered_from_the_routes_settings(gateway: Served) -> None:
    answer = gateway.call("OPTIONS", "/api/echo/x", Origin="https://shop.example")
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.headers["Access-Control-Allow-Methods"].split(",")) == {"GET", "POST", "OPTIONS"}


def test_more_than_ten_megabytes_are_refused(gateway: Served) -> None:
    body = b"x" * (MAX_BODY_BYTES + 1)
    own(gateway.call("POST", "/api/echo/x", body, Content_Type="application/json"), 413, "request_too_large")


def test_a_lambda_that_takes_too_long_times_out(small: SmallApp, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest.RestApi.__init__, "__defaults__", (None, 0.2))
    with served(small, pages) as gateway:
        answer = gateway.call("GET", "/api/slow")
    own(answer, 504, "gateway_timeout")


def test_an_invalid_response_of_a_lambda_is_an_error(gateway: Served) -> None:
    answer = gateway.call("GET", "/api/malformed")
    own(answer, 502, "gateway_failed")


def test_without_a_throttle_every_call_is_allowed(gateway: Served) -> None:
    assert {gateway.call("GET", "/api/many").status for _ in range(30)} == {202}


def test_a_throttle_refuses_calls_beyond_its_burst_for_each_method_of_a_route(small: SmallApp, pages: Path) -> None:
    with served(small, pages, "--throttle=0.001", "--burst=3") as gateway:
        statuses = [gateway.call("GET", f"/api/echo/{name}").status for name in ("a", "b", "c")]
        assert statuses == [200, 200, 200]
        own(gateway.call("GET", "/api/echo/d"), 429, "throttled")
        own(gateway.call("GET", "/api/echo/d?a=1"), 429, "throttled")
        assert gateway.call("GET", "/api/many").status == 202
        assert gateway.call("OPTIONS", "/api/echo/a").status == 200
        refused(gateway.call("GET", "/api/nothing"))


def test_a_throttle_allows_calls_again_at_its_rate(small: SmallApp, pages: Path) -> None:
    with served(small, pages, "--throttle=20", "--burst=1") as gateway:
        statuses = [gateway.call("GET", "/api/many").status]
        deadline = time.monotonic() + 10
        while statuses.count(202) < 3 and time.monotonic() < deadline:
            statuses.append(gateway.call("GET", "/api/many").status)
    assert statuses.count(202) == 3


def test_binary_responses_arrive_byte_for_byte(gateway: Served) -> None:
    assert gateway.call("GET", "/api/binary", Accept="application/octet-stream").body == BINARY


def test_a_header_may_have_many_values(gateway: Served) -> None:
    answer = gateway.call("GET", "/api/many")
    assert answer.status == 202
    assert answer.headers.get_all("X-Many") == ["one", "two"]
    assert answer.headers["Content-Type"] == "text/plain"


def test_requests_run_in_parallel_and_do_not_mix(gateway: Served) -> None:
    answers: dict[str, Any] = {}

    def ask(name: str) -> None:
        answers[name] = gateway.call("GET", f"/api/meet?name={name}").json()

    # Each waits in its handler until the other one has entered it too.
    threads = [threading.Thread(target=ask, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {name: {"query": {"name": name}} for name in ("one", "two")}


def test_a_line_break_in_a_path_reaches_the_app(gateway: Served) -> None:
    assert echoed(gateway, "/api/echo/blue%0Akettle")["path"] == "/echo/blue%0Akettle"
