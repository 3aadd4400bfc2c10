"""API tokens, `porchlight.<site>.<id>.<secret>`, with which a site's own programs make the calls of an admin.

A program writes under the token's name, and the token's id is the sender of what it writes. Each call says which scope
it needs. A call that says none, such as those about accounts and settings, accepts no API token.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from chalicelib import audit
from chalicelib.accounts import callers
from chalicelib.errors import ApiTokenNotFound, ApiTokenRefused, ApiTokensFull, Busy, TokenInvalid
from chalicelib.identity.text import same_secret
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.api_tokens import ApiScope, ApiToken
from chalicelib.storage import api_tokens

MOST = 20
USED_MS = 3600 * 1000  # how exactly the last use is known: at most one write an hour
SHAPE = re.compile(r"porchlight\.(?P<site>[a-z0-9-]{1,40})\.(?P<id>at_[a-f0-9]{16})\.(?P<secret>[A-Za-z0-9_-]{43})")


class Created(NamedTuple):
    token: ApiToken
    text: str  # shown once: the table has a hash


def newest_first(caller: AdminCaller) -> list[ApiToken]:
    return sorted(api_tokens.of(caller.site_id).values(), key=lambda token: token.created_at, reverse=True)


def create(caller: AdminCaller, name: str, scopes: Iterable[ApiScope], password: str | None, address: str) -> Created:
    """Raises what `callers.confirm_password` raises, and `ApiTokensFull`."""
    callers.confirm_password(caller, password)
    id, secret = f"at_{secrets.token_hex(8)}", secrets.token_urlsafe(32)
    token = ApiToken(id, name, tuple(sorted({*scopes})), hashed(secret), caller.admin_id, now_ms())
    if not api_tokens.add(caller.site_id, token, MOST):
        raise ApiTokensFull()
    audit.record(
        caller.site_id, caller.admin_id, "api_token.created", id, address, name=name, scopes=" ".join(token.scopes)
    )
    return Created(token, f"porchlight.{caller.site_id}.{id}.{secret}")


def revoke(caller: AdminCaller, id: str, address: str) -> None:
    """Raises `ApiTokenNotFound`. Other processes may serve the token for another minute."""
    if id not in api_tokens.of(caller.site_id) or not api_tokens.remove(caller.site_id, id):
        raise ApiTokenNotFound()
    audit.record(caller.site_id, caller.admin_id, "api_token.revoked", id, address)


def authenticate(text: str, scope: ApiScope | None) -> AdminCaller:
    """Returns the caller that a token stands for.

    `scope`: that the call needs; None: it accepts no API token. Raises `TokenInvalid` or `ApiTokenRefused`.
    """
    match = SHAPE.fullmatch(text)
    token = api_tokens.recent(match["site"], match["id"]) if match else None
    if match is None or token is None or not same_secret(token.secret_hash, hashed(match["secret"])):
        raise TokenInvalid()
    if scope not in token.scopes:
        raise ApiTokenRefused()
    note_use(match["site"], token)
    return AdminCaller(match["site"], token.id, token.name, session_id="", account_role="agent")


def note_use(site_id: str, token: ApiToken) -> None:
    """Best effort: the next call tries again."""
    now = now_ms()
    if now - token.used_at >= USED_MS:
        with suppress(Busy):
            api_tokens.used(site_id, token.id, now)


def hashed(secret: str) -> str:
    """What the table stores. The secret has 256 bits, so a plain hash is safe."""
    return hashlib.sha256(secret.encode()).hexdigest()
