"""Attacks on tokens."""

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any

import jwt

from tests.attacks.target import Reply, Target, refused

GUESSED_KEYS = ["", "secret", "porchlight", "changeme", "a" * 32, "0" * 64]


def forge_a_token(target: Target) -> int:
    """Forge a token for somebody else's conversation, or for an admin's account."""
    victim = target.victim("for the owner's eyes only")
    own = jwt.decode(target.visitor()["token"], options={"verify_signature": False})
    other = jwt.decode(victim["token"], options={"verify_signature": False})
    admin = {**own, "aud": "admin", "name": "Maya", "role": "owner", "sid": "s", "account_role": "owner"}
    attempts = 0
    for claims, path in ((other, "/chatbot/messages"), (admin, "/admin/chatbot")):
        for token in forgeries(claims, victim["token"]):
            refused(target.api("GET", path, token=token), 401, what=f"a forged token at {path}")
            attempts += 1
    refused(target.api("GET", "/admin/chatbot", token=victim["token"]), 401, what="a visitor's token as an admin's")
    return attempts + 1


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


def replay_a_refresh_token(target: Target) -> int:
    """Reuse a stolen refresh token after it was rotated, or continue after signing out."""
    first = target.admin()
    second = refreshed(target, first["refresh_token"])
    third = refreshed(target, second["refresh_token"])
    refused(refresh(target, first["refresh_token"]), 401, what="a refresh token that was rotated twice")
    refused(refresh(target, third["refresh_token"]), 401, what="the session after one of its tokens was reused")
    left = target.admin()
    target.api("DELETE", "/admin/session", token=left["token"])
    refused(refresh(target, left["refresh_token"]), 401, what="the refresh token after signing out")
    refused(target.api("GET", "/admin/chatbot", token=left["token"]), 401, what="the access token after signing out")
    head, _, secret = target.admin()["refresh_token"].rpartition(".")
    for made_up in (f"{head}.{secret[::-1]}", f"{head}.", "rt_a.b.c", "x" * 1000):
        refused(refresh(target, made_up), 400, 401, what="a refresh token that was made up")
    return 8


def refresh(target: Target, token: str) -> Reply:
    return target.api("POST", "/admin/session/refresh", {"refresh_token": token})


def refreshed(target: Target, token: str) -> dict[str, Any]:
    reply = refresh(target, token)
    assert reply.status == 201, reply
    session: dict[str, Any] = reply.body
    return session
