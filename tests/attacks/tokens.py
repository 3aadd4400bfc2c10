"""Attacks on tokens."""

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any

import jwt

from tests.attacks.target import Target, refused

GUESSED_KEYS = ["", "secret", "porchlight", "changeme", "a" * 32, "0" * 64]


def forge_a_token(target: Target) -> int:
    """Forge a token for somebody else's conversation, or for an admin's account."""
    victim = target.victim("for the owner's eyes only")
    own = jwt.decode(target.visitor()["token"], options={"verify_signature": False})
    other = jwt.decode(victim["token"], options={"verify_signature": False})
    admin = {**own, "aud": "admin", "name": "Maya", "role": "owner", "sid": "s", "account_role": "owner"}
    tried = 0
    for claims, path in ((other, "/chatbot/messages"), (admin, "/admin/chatbot")):
        for token in forgeries(claims, victim["token"]):
            refused(target.api("GET", path, token=token), 401, what=f"a forged token at {path}")
            tried += 1
    refused(target.api("GET", "/admin/chatbot", token=victim["token"]), 401, what="a visitor's token as an admin's")
    return tried + 1


def forgeries(claims: dict[str, Any], genuine: str) -> Iterator[str]:
    head, _, signature = genuine.split(".")
    body = encoded(claims)
    yield f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{body}."
    yield f"{encoded({'alg': 'nOnE', 'typ': 'JWT'})}.{body}."
    yield f"{head}.{body}."
    yield f"{head}.{body}.{signature[::-1]}"
    for key in GUESSED_KEYS:
        for named in ({}, {"kid": "../../dev/null"}):
            signed = f"{encoded({'alg': 'HS256', 'typ': 'JWT', **named})}.{body}"
            yield f"{signed}.{base64url(hmac.digest(key.encode(), signed.encode(), 'sha256'))}"


def encoded(part: dict[str, Any]) -> str:
    return base64url(json.dumps(part).encode())


def base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
