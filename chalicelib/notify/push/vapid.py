"""The key of this deployment, and the signature by which push services recognise it: VAPID, RFC 8292."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from chalicelib.aws import parameters
from chalicelib.config import config
from chalicelib.notify.push.encryption import encoded
from chalicelib.once import once

Part = Mapping[str, str | int]  # of a token

HEADER: Part = {"typ": "JWT", "alg": "ES256"}
VALID_SECONDS = 12 * 3600  # push services accept at most a day
BYTES = 32  # of each of the two numbers of a signature


class PushKeyInvalid(Exception):
    """The deployment has no key for push notifications, or another kind of key."""


@dataclass(frozen=True, slots=True)
class VapidKey:
    private: ec.EllipticCurvePrivateKey = field(repr=False)
    public: str  # as pages subscribe with it: base64url of the uncompressed point

    def authorization(self, endpoint: str, subject: str, now: float | None = None) -> str:
        """The header of a request to a push service. `subject`: the contact of the sender, `https:` or `mailto:`.

        The token is signed here and not by PyJWT, which is imported without `cryptography`: identity/jwt_alone.py.
        """
        parts = urlsplit(endpoint)
        expires_at = int(time.time() if now is None else now) + VALID_SECONDS
        claims: Part = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": expires_at, "sub": subject}
        signed = ".".join(encoded(compact(part)) for part in (HEADER, claims))
        r, s = decode_dss_signature(self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(BYTES, "big") + s.to_bytes(BYTES, "big")  # RFC 7518, section 3.4
        return f"vapid t={signed}.{encoded(signature)}, k={self.public}"


def compact(part: Part) -> bytes:
    return json.dumps(part, separators=(",", ":")).encode()


@once
def current() -> VapidKey:
    """This process's key, read once: a deployment that replaces it starts new processes. Raises `PushKeyInvalid`."""
    return parse(text())


def parse(pem: str) -> VapidKey:
    try:
        private = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise PushKeyInvalid("The push key is not a private key in PEM form without a password.") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise PushKeyInvalid("The push key is not a key of the curve P-256.")
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return VapidKey(private, encoded(point))


def text() -> str:
    path, parameter = config().push_key_file, config().push_key_parameter
    if path:
        return Path(path).read_text(encoding="ascii")
    if not parameter:
        raise PushKeyInvalid("Set PORCHLIGHT_PUSH_KEY_PARAMETER to the name of an SSM SecureString.")
    return parameters.secret(parameter)
