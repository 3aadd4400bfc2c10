"""Signatures, connections that are kept, and credentials that change."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials, RefreshableCredentials
from botocore.exceptions import EndpointConnectionError, NoCredentialsError, ReadTimeoutError, SSLError
from urllib3.util.wait import wait_for_read

from chalicelib import aws
from chalicelib.aws import connections
from chalicelib.aws.connections import Connections
from tests.deploy.edge import Edge
from tests.played_service import PlayedService, Received, answers, closes_after, hangs, played_service

PATH = "/api/@connections/L0SM9cOFvHcCIhw%3D"
BEHIND_EDGE = "https://abc.execute-api.us-east-1.amazonaws.com/api"


@pytest.fixture
def service() -> Iterator[PlayedService]:
    with played_service() as played:
        played.plays(answers(200, {}))
        yield played


def without_keys_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def opened(service: PlayedService, most: int = 4, read_seconds: float = 5) -> Connections:
    return Connections("execute-api", service.address, 1, read_seconds, most)


@pytest.mark.parametrize("token", [None, "a session token"])
@pytest.mark.parametrize(("path", "body"), [("/", b"{}"), (PATH, "Grüße".encode()), (PATH, b"")])
def test_the_signature_is_the_one_of_a_botocore_request(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch, path: str, body: bytes, token: str | None
) -> None:
    credentials = Credentials("key", "secret", token)
    without_keys_in_the_environment(monkeypatch)
    monkeypatch.setattr(aws.session(), "get_credentials", lambda: credentials)
    opened(service).send("POST", path, {"content-type": "text/plain"}, body)
    at = datetime.datetime.strptime(service.received[0].headers["x-amz-date"], "%Y%m%dT%H%M%S%z")
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: at)
    request = AWSRequest("POST", service.address + path, headers={"content-type": "text/plain"}, data=body)
    SigV4Auth(credentials.get_frozen_credentials(), "execute-api", "us-east-1").add_auth(request)
    received = service.received[0]
    assert received.body == body
    assert received.line == f"POST {path} HTTP/1.1"
    for name in ("authorization", "x-amz-date"):
        assert received.headers[name] == request.headers[name]
    assert received.headers.get("x-amz-security-token") == token


def test_credentials_that_expire_are_renewed_and_used_at_once(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.datetime.now(datetime.UTC)
    renewed: list[int] = []

    def renew() -> dict[str, str]:
        renewed.append(1)
        return {
            "access_key": f"key{len(renewed)}",
            "secret_key": "secret",
            "token": f"token{len(renewed)}",
            "expiry_time": (now + datetime.timedelta(seconds=1 if len(renewed) < 3 else 7200)).isoformat(),
        }

    credentials = RefreshableCredentials.create_from_metadata(renew(), renew, "played")
    without_keys_in_the_environment(monkeypatch)
    monkeypatch.setattr(aws.session(), "get_credentials", lambda: credentials)
    sending = opened(service)
    for _ in range(3):
        sending.send("POST", "/", {}, b"")
    tokens = [each.headers["x-amz-security-token"] for each in service.received]
    assert tokens == ["token2", "token3", "token3"]
    assert "Credential=key3/" in service.received[2].headers["authorization"]


def test_without_credentials_nothing_is_sent(service: PlayedService, monkeypatch: pytest.MonkeyPatch) -> None:
    without_keys_in_the_environment(monkeypatch)
    monkeypatch.setattr(aws.session(), "get_credentials", lambda: None)
    with pytest.raises(NoCredentialsError):
        opened(service).send("POST", "/", {}, b"")
    assert service.received == []


def test_one_connection_serves_all_requests_that_follow_each_other(service: PlayedService) -> None:
    sending = opened(service)
    for _ in range(5):
        assert sending.send("POST", "/", {}, b"{}").status_code == 200
    assert service.connections == 1


def test_requests_at_once_have_connections_of_their_own_and_only_some_are_kept(service: PlayedService) -> None:
    together = threading.Barrier(6)

    def play(connection: Any, received: Received) -> bool:
        together.wait(10)
        return answers(200, {})(connection, received)

    service.plays(play)
    sending = opened(service, most=2)
    with ThreadPoolExecutor(6) as threads:
        found = [*threads.map(lambda _: sending.send("POST", "/", {}, b"").status_code, range(6))]
    assert found == [200] * 6
    assert (service.connections, len(sending.waiting)) == (6, 2)


def test_a_connection_that_was_closed_while_it_waited_is_not_used(service: PlayedService) -> None:
    sending = opened(service)
    service.plays(closes_after(answers(200, {})), answers(200, {}))
    sending.send("POST", "/", {}, b"")
    assert wait_for_read(sending.waiting[0].sock, timeout=5)  # the end has arrived
    assert sending.send("POST", "/", {}, b"").status_code == 200
    assert service.connections == 2


def test_a_connection_that_failed_is_not_used_again(service: PlayedService) -> None:
    over = threading.Event()
    service.plays(hangs(over), answers(200, {"late": False}))
    sending = opened(service, read_seconds=0.2)
    with pytest.raises(ReadTimeoutError):
        sending.send("POST", "/", {}, b"")
    assert not sending.waiting
    assert sending.send("POST", "/", {}, b"").content == b'{"late": false}'
    over.set()


def test_a_host_that_does_not_exist_is_an_endpoint_that_cannot_be_reached() -> None:
    nowhere = Connections("dynamodb", "http://nowhere.invalid", 1, 1, most=1)
    with pytest.raises(EndpointConnectionError):
        nowhere.send("POST", "/", {}, b"")


@pytest.mark.parametrize("endpoint", ["not an address", "ftp://a.example", "https://", ""])
def test_only_addresses_of_servers_are_endpoints(endpoint: str) -> None:
    with pytest.raises(ValueError, match="Not an endpoint"):
        Connections("execute-api", endpoint, 1, 1, most=1)


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("https://a.example", "a.example"),
        ("https://a.example:443/api", "a.example"),
        ("https://a.example:8443", "a.example:8443"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("http://[::1]:8000", "[::1]:8000"),
    ],
)
def test_the_host_that_is_signed_and_sent_has_no_usual_port(endpoint: str, host: str) -> None:
    assert Connections("execute-api", endpoint, 1, 1, most=1).host == host


def test_a_server_must_prove_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = connections.trust()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.cert_store_stats()["x509_ca"] > 0


def test_a_server_without_tls_is_refused_where_tls_is_expected() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.recv(1000)

        threading.Thread(target=answer, daemon=True).start()
        secured = Connections("dynamodb", f"https://127.0.0.1:{server.getsockname()[1]}", 20, 20, most=1)
        with pytest.raises(SSLError):
            secured.send("POST", "/", {}, b"")


@pytest.mark.usefixtures("edge")
def test_requests_go_through_the_proxy_of_the_environment_and_the_server_must_prove_its_name_there_too(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = Connections("execute-api", BEHIND_EDGE, 20, 20, most=1)
    for _ in range(2):
        assert behind.send("POST", PATH, {}, b"{}").status_code == 200
    assert [each.line for each in service.received] == [f"POST {PATH} HTTP/1.1"] * 2
    assert service.connections == 1
    monkeypatch.delenv("AWS_CA_BUNDLE")
    with pytest.raises(SSLError):
        Connections("execute-api", behind.origin, 20, 20, most=1).send("POST", PATH, {}, b"{}")


def test_a_connection_that_was_opened_for_later_is_used_although_tls_has_sent_its_session_tickets(edge: Edge) -> None:
    behind = Connections("execute-api", BEHIND_EDGE, 20, 20, most=2)
    behind.add(20)
    assert wait_for_read(behind.waiting[0].sock, timeout=20)  # the tickets, which are no answer
    assert behind.ready() == 1
    assert behind.send("POST", PATH, {}, b"{}").status_code == 200
    assert len(behind.waiting) == 1
    edge.stop()
    assert wait_for_read(behind.waiting[0].sock, timeout=20)
    assert behind.ready() == 0


def test_a_proxy_that_refuses_is_an_endpoint_that_cannot_be_reached(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", service.address.replace("//", "//maya:secret@"))
    service.plays(answers(403, {}))
    refused = Connections("dynamodb", "https://dynamodb.us-east-1.amazonaws.com", 20, 20, most=1)
    with pytest.raises(EndpointConnectionError):
        refused.send("POST", "/", {}, b"")
    assert service.received[0].line == "CONNECT dynamodb.us-east-1.amazonaws.com:443 HTTP/1.0"
    assert service.received[0].headers["proxy-authorization"].startswith("Basic ")


def test_addresses_without_a_proxy_are_reached_directly(
    service: PlayedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", service.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,dynamodb.us-east-1.amazonaws.com")
    for endpoint in (service.address, "https://dynamodb.us-east-1.amazonaws.com"):
        connection = Connections("dynamodb", endpoint, 1, 1, most=1).unconnected(1)
        assert connection._tunnel_host is None  # type: ignore[attr-defined]


def test_the_authorities_are_botocores_own_or_those_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    asked: list[str] = []
    monkeypatch.setattr(connections.ssl, "create_default_context", lambda cafile: asked.append(cafile))
    connections.trust.__wrapped__()  # type: ignore[attr-defined]
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "own.pem"))
    connections.trust.__wrapped__()  # type: ignore[attr-defined]
    assert asked == [str(Path(botocore.__file__).with_name("cacert.pem")), str(tmp_path / "own.pem")]


def test_a_client_of_botocore_trusts_the_same_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    trusted: list[str] = []
    monkeypatch.setattr("botocore.session.Session.create_client", lambda *_, verify, **__: trusted.append(verify))
    aws.client("s3", {})
    assert trusted == [str(Path(botocore.__file__).with_name("cacert.pem"))]
