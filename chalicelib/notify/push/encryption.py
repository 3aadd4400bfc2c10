"""Encrypting a notification for one browser: RFC 8291, with the content coding aes128gcm of RFC 8188."""

import base64

import http_ece  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.model.accounts import PushSubscription

MOST_BYTES = 3993  # of a notification: what is left of the 4,096 bytes that every push service accepts


def encrypt(
    content: bytes,
    subscription: PushSubscription,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Returns the body of the request. Raises `ValueError` if the subscription's key is not a point of P-256.

    `own` and `salt` are random, and used once; tests give those of the RFC.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(f"A notification has at most {MOST_BYTES} bytes.")
    encrypted: bytes = http_ece.encrypt(
        content,
        salt=salt,
        private_key=own or ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(subscription.p256dh),
        auth_secret=decoded(subscription.auth),
        version="aes128gcm",
    )
    return encrypted


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
