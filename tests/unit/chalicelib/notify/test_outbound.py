"""Requests to other people's servers, with real sockets. Names resolve to what a test says, and a public address leads
to a server of the test, so that what is connected to is seen."""

import dataclasses
import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.identity.targets import TargetRefused
from chalicelib.notify import outbound
from tests.targets import Authority, Handler, TargetServer, answers, authority, target

HOST, PUBLIC, URL = "hooks.shop.example", "93.184.215.14", "https://hooks.shop.example/services?a=b"
SECONDS = 0.5  # for servers that would go on for ever


class Network:
    """What names resolve to, and which addresses were connected to. Public ones lead to `port`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: list[list[str]] = []  # of each resolution, the last one again and again
        self.resolved = 0
        self.connected: list[tuple[str, int]] = []

    def getaddrinfo(self, host: str, port: int, **named: Any) -> list[tuple[Any, ...]]:
        found = self.answers[min(self.resolved, len(self.answers) - 1)]
        self.resolved += 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def create_connection(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address)
        if address[0].startswith("203.0.113."):
            raise ConnectionRefusedError
        made = socket.socket()
        made.settimeout(timeout)
        made.connect(("127.0.0.1", self.port))
        return made


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"), HOST)


@pytest.fixture
def server(trusted: Authority) -> Iterator[TargetServer]:
    with target(answers(200, b"ok", X_Name="value"), trusted.server) as served:
        yield served


@pytest.fixture
def network(server: TargetServer, trusted: Authority, monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network(server.port)
    network.answers = [[PUBLIC]]
    monkeypatch.setattr(socket, "getaddrinfo", network.getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", network.create_connection)
    client = trusted.client()
    monkeypatch.setattr(outbound, "trust", lambda: client)
    return network


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    local = dataclasses.replace(config(), private_targets=True)
    monkeypatch.setattr(outbound, "config", lambda: local)


def post(url: str = URL, seconds: float = 10) -> outbound.Response:
    return outbound.post(url, b'{"a":1}', {"Content-Type": "application/json"}, seconds)


def test_the_request_arrives_under_the_name_of_the_host_at_the_address_that_was_checked(
    network: Network, server: TargetServer
) -> None:
    response = post()
    assert (response.status, response.body, response.headers["x-name"]) == (200, b"ok", "value")
    assert network.connected == [(PUBLIC, 443)]
    received = server.received[0]
    assert (received.path, received.body, received.headers["host"]) == ("/services?a=b", b'{"a":1}', HOST)
    assert (received.headers["content-type"], received.headers["user-agent"]) == ("application/json", "Porchlight")


def test_a_name_that_resolves_to_a_private_address_the_second_time_is_resolved_once(network: Network) -> None:
    network.answers = [[PUBLIC], ["169.254.169.254"]]
    post()
    assert (network.resolved, network.connected) == (1, [(PUBLIC, 443)])
    with pytest.raises(TargetRefused):
        post()
    assert network.connected == [(PUBLIC, 443)]


@pytest.mark.parametrize("addresses", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["::ffff:127.0.0.1"], ["fd00:ec2::254"]])
def test_a_host_with_any_private_address_is_refused_before_connecting(network: Network, addresses: list[str]) -> None:
    network.answers = [addresses]
    with pytest.raises(TargetRefused, match="not on the public internet"):
        post()
    assert network.connected == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "localhost", "localhost."),
        *("[::1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[fe80::1]", "[64:ff9b::7f00:1]", "169.254.169.254"),
    ],
)
def test_every_way_to_write_a_private_address_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's own resolver, which knows octal and hexadecimal numbers."""
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    with pytest.raises(TargetRefused):
        post(f"https://{host}/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(network: Network, server: TargetServer, status: int) -> None:
    server.answer = answers(status, Location="http://169.254.169.254/latest/meta-data/")
    assert post().status == status
    assert (network.connected, len(server.received)) == ([(PUBLIC, 443)], 1)


def test_the_next_address_is_tried_if_one_does_not_answer(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    network.answers = [["203.0.113.1", "203.0.113.2", PUBLIC]]
    monkeypatch.setattr(outbound.targets, "is_public", lambda address: True)
    assert post().status == 200
    assert [address for address, _ in network.connected] == ["203.0.113.1", "203.0.113.2", PUBLIC]


def test_a_host_that_cannot_be_reached_is_tried_later(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    network.answers = [["203.0.113.1"]]
    monkeypatch.setattr(outbound.targets, "is_public", lambda address: True)
    with pytest.raises(TryLater, match="ConnectionRefusedError"):
        post()


def test_a_certificate_of_another_name_is_refused(network: Network) -> None:
    with pytest.raises(TargetRefused, match="certificate"):
        post("https://other.shop.example/")


def test_a_certificate_of_an_unknown_authority_is_refused(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "trust", ssl.create_default_context)
    with pytest.raises(TargetRefused, match="certificate"):
        post()


def drip(handler: Handler, part: bytes) -> None:
    while not handler.target.stopping.wait(0.02):
        handler.wfile.write(part)
        handler.wfile.flush()


@pytest.mark.parametrize("part", [b"", b"HTTP/1.1 100 Continue\r\n\r\n", b"x"], ids=["silence", "interim", "drip"])
def test_an_answer_that_never_comes_ends_in_time(network: Network, server: TargetServer, part: bytes) -> None:
    server.answer = lambda handler: drip(handler, part)
    started = time.monotonic()
    with pytest.raises(TryLater):
        post(seconds=SECONDS)
    assert time.monotonic() - started < 20 * SECONDS


def test_a_header_that_drips_ends_in_time(network: Network, server: TargetServer) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        drip(handler, b"x")

    server.answer = answer
    with pytest.raises(TryLater):
        post(seconds=SECONDS)


def test_a_body_that_drips_is_cut_off_but_its_status_counts(network: Network, server: TargetServer) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        drip(handler, b"x")

    server.answer = answer
    response = post(seconds=2)
    assert response.status == 200
    assert 0 < len(response.body) < outbound.MOST_BYTES


def test_a_huge_body_is_cut_off(network: Network, server: TargetServer) -> None:
    server.answer = answers(200, b"x" * 5_000_000)
    assert len(post().body) == outbound.MOST_BYTES


def test_a_compressed_body_is_not_unpacked(network: Network, server: TargetServer) -> None:
    server.answer = answers(200, b"\x1f\x8b", Content_Encoding="gzip")
    assert post().body == b"\x1f\x8b"


def test_a_handshake_that_never_ends_ends_in_time(network: Network) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and says nothing
        network.port = silent.getsockname()[1]
        with pytest.raises(TryLater):
            post(seconds=SECONDS)


def test_a_resolver_that_does_not_answer_is_not_waited_for(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(20 * SECONDS) or [])
    started = time.monotonic()
    with pytest.raises(TryLater, match="TimeoutError"):
        post(seconds=SECONDS)
    assert time.monotonic() - started < 19 * SECONDS


@pytest.mark.parametrize(
    ("code", "expected"), [(socket.EAI_NONAME, TargetRefused), (socket.EAI_AGAIN, TryLater)], ids=["none", "again"]
)
def test_a_name_that_does_not_exist_is_refused_and_a_resolver_out_of_order_is_not(
    network: Network, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(expected):
        post()


def test_an_answer_that_is_no_http_is_tried_later(network: Network, server: TargetServer) -> None:
    server.answer = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n") and None
    with pytest.raises(TryLater):
        post()


def test_no_proxy_of_the_environment_is_used(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert post().status == 200


def test_a_laptop_may_send_to_itself_without_tls(laptop: None) -> None:
    with target(answers(201)) as served:
        assert post(f"http://localhost:{served.port}/hook").status == 201
        assert served.received[0].headers["host"] == f"localhost:{served.port}"


def test_all_authorities_are_trusted_and_not_only_amazons() -> None:
    names = {
        dict(part[0] for part in each["subject"]).get("organizationName") for each in outbound.trust().get_ca_certs()
    }
    assert {"Internet Security Research Group", "DigiCert Inc", "Google Trust Services LLC", "Amazon"} <= names
