"""API Gateway's rules for requests before they reach the app: one test for each rule, with AWS's page about it.

The stand-in must be as strict: it refuses what AWS refuses, and removes what AWS removes from requests.
test_rest.py, test_sockets.py and test_management.py have the rules that the app relies on: the events' shapes,
time-outs, sizes of frames, closed connections.
"""

import gzip
import http.client
import json
import zlib
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from devtools.local_run import limits
from tests.integration.devtools.local_run.served import Answer, Served
from tests.integration.devtools.local_run.small_app import CORS, SmallApp

BODY = json.dumps({"text": "Grüße aus Köln " * 200}).encode()


def posted(gateway: Served, body: bytes, **headers: str) -> Answer:
    return gateway.call("POST", "/api/echo/x", body, **{"Content_Type": "application/json", **headers})


class TestCompression:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html"""

    @pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress(BODY)), ("deflate", zlib.compress(BODY))])
    def test_a_compressed_body_reaches_the_app_decompressed(self, gateway: Served, coding: str, packed: bytes) -> None:
        answer = posted(gateway, packed, Content_Encoding=coding)
        assert answer.status == 200
        assert answer.json()["body"] == BODY.decode()

    @pytest.mark.parametrize(
        ("coding", "body"),
        [("br", b"\x0b\x02\x80{}\x03"), ("zstd", b"(\xb5/\xfd"), ("gzip", BODY), ("gzip", gzip.compress(BODY)[:-9])],
        ids=["another coding", "a newer coding", "not compressed", "cut off"],
    )
    def test_a_body_that_cannot_be_decompressed_is_refused_before_the_app(
        self, gateway: Served, coding: str, body: bytes
    ) -> None:
        answer = posted(gateway, body, Content_Encoding=coding)
        assert (answer.status, answer.json()["error"]["code"]) == (415, "gateway_refused")

    def test_a_body_that_is_too_large_once_decompressed_is_refused(self, gateway: Served) -> None:
        bomb = gzip.compress(b" " * (limits.MAX_BODY_BYTES + 1))
        assert posted(gateway, bomb, Content_Encoding="gzip").status == 413

    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [("gzip, deflate, br, zstd", "gzip"), ("deflate, gzip;q=0.5", "deflate"), ("gzip;q=0.2, deflate", "deflate")],
    )
    def test_a_response_of_1024_bytes_or_more_is_compressed_as_requested(
        self, gateway: Served, accepted: str, coding: str
    ) -> None:
        answer = gateway.call("GET", "/api/text/1024", Accept_Encoding=accepted)
        assert answer.headers["Content-Encoding"] == coding
        assert zlib.decompress(answer.body, 47 if coding == "gzip" else zlib.MAX_WBITS) == b"x" * 1024

    @pytest.mark.parametrize(
        ("size", "headers"),
        [
            (1023, {"Accept_Encoding": "gzip"}),
            (4096, {}),
            (4096, {"Accept_Encoding": "*"}),
            (4096, {"Accept_Encoding": "br, gzip;q=0.9"}),
            (4096, {"Accept_Encoding": "identity"}),
            (4096, {"Accept_Encoding": "gzip;q=0"}),
        ],
        ids=["small", "not requested", "any", "another coding first", "none", "refused"],
    )
    def test_other_responses_are_sent_uncompressed(self, gateway: Served, size: int, headers: dict[str, str]) -> None:
        connection = http.client.HTTPConnection("localhost", gateway.port, timeout=10)
        connection.putrequest("GET", f"/api/text/{size}", skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        assert "Content-Encoding" not in answer.headers
        assert answer.read() == b"x" * size
        connection.close()


class TestBodies:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html"""

    def test_bytes_that_are_not_utf_8_reach_the_app_replaced(self, gateway: Served) -> None:
        assert posted(gateway, "Käse".encode("latin-1")).json()["body"] == "K\ufffdse"

    def test_the_event_has_no_content_length(self, gateway: Served) -> None:
        """It has no other headers of a single connection either. Frameworks on Lambda compute the length themselves:
        https://github.com/CodeGenieApp/serverless-express/pull/175"""
        connection = http.client.HTTPConnection("localhost", gateway.port, timeout=10)
        connection.request("POST", "/api/echo/x", b"{}", {"Connection": "keep-alive", "TE": "trailers"})
        event = json.loads(connection.getresponse().read())
        connection.close()
        for headers in (event["headers"], event["multiValueHeaders"]):
            assert not {"content-length", "connection", "te"} & {name.lower() for name in headers}

    def test_an_event_larger_than_lambda_accepts_is_refused(self, gateway: Served) -> None:
        """https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB for each direction."""
        assert posted(gateway, b"x" * (limits.MAX_EVENT_BYTES - 20_000)).status == 200
        assert posted(gateway, b"x" * limits.MAX_EVENT_BYTES).status == 413

    def test_a_response_larger_than_lambda_allows_is_an_error(self, gateway: Served) -> None:
        assert gateway.call("GET", f"/api/text/{limits.MAX_EVENT_BYTES - 20_000}").status == 200
        assert gateway.call("GET", f"/api/text/{limits.MAX_EVENT_BYTES}").status == 502


class TestAddresses:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
    https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html"""

    def test_request_line_and_headers_are_limited_to_10240_bytes(self, gateway: Served) -> None:
        assert gateway.call("GET", "/api/echo/x", X_Long="x" * 9_000).status == 200
        assert gateway.call("GET", "/api/echo/x", X_Long="x" * 10_240).status == 431
        halves = {"X_One": "x" * 5_200, "X_Two": "x" * 5_200}
        assert gateway.call("GET", "/api/echo/x", **halves).status == 431

    def test_a_url_that_is_too_long_is_refused(self, gateway: Served) -> None:
        assert gateway.call("GET", f"/api/echo/{'x' * 9_000}").status == 200
        assert gateway.call("GET", f"/api/echo/{'x' * 10_240}").status == 431

    @pytest.mark.parametrize("query", ["a=1|2", "a={x}"])
    def test_bars_and_braces_in_a_query_must_be_encoded(self, gateway: Served, query: str) -> None:
        assert gateway.call("GET", f"/api/echo/x?{query}").status == 400

    def test_encoded_ones_arrive_decoded(self, gateway: Served) -> None:
        event = gateway.call("GET", "/api/echo/x?a=1%7C2&b=%7Bx%7D").json()
        assert event["queryStringParameters"] == {"a": "1|2", "b": "{x}"}

    def test_a_semicolon_separates_query_parameters(self, gateway: Served) -> None:
        event = gateway.call("GET", "/api/echo/x?a=1;b=2&c=3").json()
        assert event["queryStringParameters"] == {"a": "1", "b": "2", "c": "3"}

    def test_a_trailing_slash_changes_nothing(self, gateway: Served) -> None:
        assert gateway.call("GET", "/api/echo/x/").json()["resource"] == "/echo/{name}"

    def test_a_path_outside_of_the_stage_is_forbidden(self, gateway: Served) -> None:
        for path in ("/", "/apis", "/echo/x", "/admin/"):
            answer = gateway.call("GET", path)
            assert (answer.status, answer.json()) == (403, {"message": "Forbidden"})


class TestHeaders:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"""

    def test_the_last_value_of_a_repeated_header_counts(self, gateway: Served) -> None:
        connection = http.client.HTTPConnection("localhost", gateway.port, timeout=10)
        connection.putrequest("GET", "/api/echo/x")
        for value in ("one", "two"):
            connection.putheader("X-Twice", value)
        connection.endheaders()
        event = json.loads(connection.getresponse().read())
        connection.close()
        assert event["headers"]["X-Twice"] == "two"
        assert event["multiValueHeaders"]["X-Twice"] == ["one", "two"]

    def test_responses_have_the_cross_origin_headers_of_their_route_and_no_others(self, gateway: Served) -> None:
        def cross_origin(answer: Answer) -> dict[str, str]:
            return {name: value for name, value in answer.headers.items() if name.startswith("Access-Control-")}

        origin = {"Origin": "https://shop.example"}
        of_the_route = CORS.get_access_control_headers()
        preflight = gateway.call("OPTIONS", "/api/echo/x", **origin, Access_Control_Request_Method="POST")
        methods = preflight.headers["Access-Control-Allow-Methods"]
        assert cross_origin(gateway.call("GET", "/api/echo/x", **origin)) == of_the_route
        assert cross_origin(preflight) == {**of_the_route, "Access-Control-Allow-Methods": methods}
        assert cross_origin(gateway.call("GET", "/api/many", **origin)) == {}

    def test_a_route_without_cross_origin_settings_answers_no_preflight(self, gateway: Served) -> None:
        answer = gateway.call("OPTIONS", "/api/many", Origin="https://shop.example")
        assert (answer.status, answer.json()["error"]["code"]) == (404, "route_not_found")


class TestSockets:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"""

    def test_the_url_of_a_handshake_is_limited_to_4096_characters(self, gateway: Served) -> None:
        with pytest.raises(InvalidStatus) as refused:
            connect(f"{gateway.socket_url}?{'x' * 4_097}")
        assert refused.value.response.status_code == 414

    def test_a_binary_frame_closes_the_socket(self, gateway: Served) -> None:
        """https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html"""
        with connect(gateway.socket_url, subprotocols=["porchlight.v1"]) as socket:  # type: ignore[list-item]
            socket.send(b"\x00\x01")
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=5)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1003

    @pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
    def test_unsigned_requests_to_a_connection_are_refused(self, gateway: Served, small: SmallApp, method: str) -> None:
        """https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html"""
        with connect(gateway.socket_url, subprotocols=["porchlight.v1"]):  # type: ignore[list-item]
            path = f"/api/@connections/{small.only_connection()}"
            headers: list[dict[str, Any]] = [{}, {"Authorization": "Bearer abc"}]
            for sent in headers:
                answer = gateway.call(method, path, b"hello" if method == "POST" else None, **sent)
                assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})
