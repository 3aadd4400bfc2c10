"""Tokens that the server did not issue."""

from typing import Any

import jwt

from chalicelib.identity.keys import keys


def claims_of(token: str | None) -> dict[str, Any]:
    return dict(jwt.decode(token or "", options={"verify_signature": False}))


def signed(
    claims: dict[str, Any], key: str | None = None, algorithm: str = "HS256", kid: str | None = "its own"
) -> str:
    """A token with these claims, by default signed with the server's current key and naming it."""
    current = keys().current()
    named = {"its own": {"kid": current.id}, None: {}}.get(kid, {"kid": kid})
    return jwt.encode(claims, current.secret if key is None else key, algorithm, headers=named)
