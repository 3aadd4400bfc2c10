"""Bearer tokens: HS256 JSON Web Tokens (RFC 7519). Each role has an audience of its own: one cannot stand for another.

Tokens are sent in the Authorization header or in a body (api/simple_calls), never in a URL. There are no cookies, so a
browser adds no credentials to a forged request.
"""

import hashlib
import time
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from chalicelib.errors import TokenExpired, TokenInvalid
from chalicelib.identity.jwt_alone import jwt
from chalicelib.identity.key_ring import Key
from chalicelib.identity.keys import keys
from chalicelib.model import VISITOR_NAME, AccountRole, AdminCaller, VisitorCaller, now_ms
from chalicelib.storage.cache import RecentCache

if TYPE_CHECKING:
    from chalicelib.model.accounts import Admin, AdminSession

ISSUER = "porchlight"
ALGORITHM = "HS256"
VISITOR_SECONDS = 180 * 24 * 3600  # a visitor who comes back months later finds the conversation
VERIFIED_SECONDS = 24 * 3600  # the page verifies its visitor again each day, without the visitor noticing
ADMIN_SECONDS = 15 * 60  # renewed by the session's refresh token
RECENT_SECONDS = 300.0  # how long a process remembers that a token is valid, unless it expires before
MOST_KNOWN = 10_000


class Claims(TypedDict, total=False):
    """What a token of any audience may contain, besides its times. `verify` checks those that its caller requires."""

    sub: str
    site: str
    conv: str
    one: str
    ver: str
    name: str
    email: str
    role: AccountRole
    sid: str
    rt: str
    dev: str
    pwd: str


class Verified(NamedTuple):
    claims: Claims
    key: Key
    expires_at: int  # epoch seconds


# By hashes, so that the memory has no tokens. Only valid tokens take room.
known: RecentCache[tuple[bytes, str], Verified] = RecentCache(lambda: RECENT_SECONDS, MOST_KNOWN)


def issue_visitor(caller: VisitorCaller) -> tuple[str, int]:
    """Returns a token and when it expires (epoch milliseconds)."""
    claims = {"sub": caller.visitor_id, "site": caller.site_id, "conv": caller.conversation_id}
    if caller.alone:
        claims["one"] = "1"
    if caller.verified_id is None:
        return sign("visitor", VISITOR_SECONDS, **claims)
    verified = {"ver": caller.verified_id, "name": caller.name, "email": caller.email}
    return sign("visitor", VERIFIED_SECONDS, **claims, **{name: value for name, value in verified.items() if value})


def issue_admin(admin: "Admin", session: "AdminSession") -> tuple[str, int]:
    """Returns a token and when it expires (epoch milliseconds). It is for the session's present site, and names the
    refresh token issued with it."""
    site_id = session.site_id
    claims = {"site": site_id, "name": admin.name, "role": admin.sites[site_id], "sid": session.id, "rt": session.mark}
    return sign("admin", ADMIN_SECONDS, sub=admin.id, **claims)


def verify_visitor(token: str) -> VisitorCaller:
    """Raises `TokenExpired` or `TokenInvalid`."""
    claims = verify(token, "visitor", required=["site", "conv"])
    return VisitorCaller(
        site_id=claims["site"],
        visitor_id=claims["sub"],
        conversation_id=claims["conv"],
        name=claims.get("name", VISITOR_NAME),
        verified_id=claims.get("ver"),
        email=claims.get("email"),
        alone="one" in claims,
    )


def conversation_of(token: str, visitor: VisitorCaller) -> str | None:
    """Returns the conversation of an earlier token of this visitor, even an expired one; None for any other token.

    Only for a visitor who has proved otherwise who they are.
    """
    try:
        claims = verify(token, "visitor", required=["site", "conv"], expired=True)
    except TokenInvalid:
        return None
    return claims["conv"] if (claims["site"], claims["sub"]) == (visitor.site_id, visitor.visitor_id) else None


def verify_admin(token: str) -> AdminCaller:
    """Raises `TokenExpired` or `TokenInvalid`."""
    claims = verify(token, "admin", required=["site", "name", "role", "sid", "rt"])
    return AdminCaller(
        site_id=claims["site"],
        admin_id=claims["sub"],
        name=claims["name"],
        session_id=claims["sid"],
        account_role=claims["role"],
        refresh_mark=claims["rt"],
    )


def sign(audience: str, seconds: int, **claims: str) -> tuple[str, int]:
    issued_at = now_ms() // 1000
    expires_at = issued_at + seconds
    payload = {"iss": ISSUER, "aud": audience, "iat": issued_at, "exp": expires_at, **claims}
    key = keys().current()
    return jwt.encode(payload, key.secret, algorithm=ALGORITHM, headers={"kid": key.id}), expires_at * 1000


def verify(token: str, audience: str, required: list[str], *, expired: bool = False) -> Claims:
    """Returns the claims of a token, as JSON. `expired`: accepts one that has expired.

    A signature is checked once in some minutes. Its key must still be accepted each time. Sessions, sites and blocks
    are not tokens: who calls `verify` checks those. Raises `TokenExpired` or `TokenInvalid`.
    """
    place = place_of(token, audience)
    found = known.get(place)
    if found and time.time() < found.expires_at and keys().find(found.key.id) == found.key:
        return found.claims
    try:
        key = key_of(token)
        claims = jwt.decode(
            token,
            key.secret,
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "sub", "aud", "iss", *required], "verify_exp": not expired},
        )
        known.put(place, Verified(cast(Claims, claims), key, claims["exp"]))
        return cast(Claims, claims)
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired() from error
    except (jwt.InvalidTokenError, UnicodeError) as error:
        raise TokenInvalid() from error


def place_of(token: str, audience: str) -> tuple[bytes, str]:
    """Raises `TokenInvalid` for what cannot be a token."""
    try:
        return hashlib.sha256(token.encode()).digest(), audience
    except UnicodeError as error:
        raise TokenInvalid() from error


def key_of(token: str) -> Key:
    """Finds the key that a token's header names. Raises `TokenInvalid`."""
    key = keys().find(str(jwt.get_unverified_header(token).get("kid")))
    if key is None:
        raise TokenInvalid()
    return key
