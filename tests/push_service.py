"""A push service, such as those of Google, Mozilla and Apple, for the browsers of tests.

It verifies the signature of each request (RFC 8292) and opens its content with the browser's keys (RFC 8291).
"""

import json
import secrets
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from chalicelib.notify.push.encryption import decoded, encoded
from tests.targets import Received, TargetServer, answers, target

DAY_SECONDS = 86400


def new_key() -> str:
    """A new key of a deployment, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def verified(header: str, endpoint: str, now: float | None = None) -> str:
    """Returns the public key that has signed a request for this endpoint. Raises if the signature is not valid."""
    scheme, _, parameters = header.partition(" ")
    values = dict(each.strip().split("=", 1) for each in parameters.split(","))
    signed, _, signature = values["t"].rpartition(".")
    raw = decoded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(values["k"]))
    key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    head, claims = (json.loads(decoded(part)) for part in signed.split("."))
    assert (scheme, head["alg"], len(raw)) == ("vapid", "ES256", 64)
    assert claims["aud"] == "/".join(endpoint.split("/")[:3])
    assert 0 < claims["exp"] - (time.time() if now is None else now) <= DAY_SECONDS
    assert claims["sub"].startswith(("mailto:", "https:"))
    return values["k"]


@dataclass
class Browser:
    """A subscription, with the keys that only the browser has."""

    service: "PushService"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def endpoint(self) -> str:
        return f"{self.service.server.url}{self.id}"

    @property
    def p256dh(self) -> str:
        return encoded(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        return encoded(self.secret)

    @property
    def requests(self) -> list[Received]:
        return [each for each in self.service.server.received if each.path == f"/{self.id}"]

    @property
    def notifications(self) -> list[dict[str, Any]]:
        """The contents of all requests, each of which was signed with a key of the deployment."""
        return [json.loads(self.opened(each)) for each in self.requests]

    def titled(self, title: str) -> list[dict[str, Any]]:
        return [each for each in self.notifications if each["title"] == title]

    def opened(self, request: Received) -> bytes:
        verified(request.headers["authorization"], self.endpoint)
        assert request.headers["content-encoding"] == "aes128gcm"
        assert len(request.body) <= 4096
        content: bytes = http_ece.decrypt(request.body, private_key=self.key, auth_secret=self.secret)
        return content


@dataclass
class PushService:
    server: TargetServer

    def answers(self, status: int, **headers: str) -> None:
        self.server.answer = answers(status, **headers)

    def browser(self) -> Browser:
        return Browser(self)


@contextmanager
def push_service(context: ssl.SSLContext | None = None, host: str = "") -> Iterator[PushService]:
    """`context`, `host`: as of `target`."""
    with target(answers(201), context, host) as server:
        yield PushService(server)
