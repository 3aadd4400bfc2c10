"""The browsers of admins: how the list of sessions names them, and which have signed in to an account before.

A browser that has signed in gets a device token (OWASP: device cookie). The token gives no access. It makes failed
attempts count for this browser alone, so that strangers who guess passwords cannot lock the admin out. It is signed,
bound to the account and its password, and not stored. A new password makes every other device unknown again. Signing
out does not: an admin who signs out while strangers guess must be able to sign in again.
"""

import hashlib
import secrets
from collections.abc import Iterable

from chalicelib.errors import Refusal
from chalicelib.identity.tokens import sign, verify
from chalicelib.model.accounts import Admin

LIFE_SECONDS = 400 * 24 * 3600
MOST_TOKENS = 10  # that one browser may send: several admins may use it

BROWSERS = {
    "Edg": "Edge",
    "EdgA": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def describe(agent: str) -> str:
    """Describes a User-Agent header for people, for example "Firefox on Linux". "" if nothing in it is known."""
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in agent), "")
    if not browser and "Safari/" in agent:
        browser = "Safari"
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return " on ".join(part for part in (browser, system) if part)


def issue_token(admin: Admin, session_id: str | None = None) -> str:
    """Issues a token for a session, or for a browser that has just set a password and has no session yet.

    All tokens of a session have one counter of failed attempts. Otherwise everybody with a refresh token could get a
    new counter with each refresh, and guess the password without a limit.
    """
    device = hashlib.sha256(session_id.encode()).hexdigest()[:16] if session_id else secrets.token_urlsafe(12)
    claims = {"sub": admin.id, "dev": device, "pwd": password_fingerprint(admin)}
    token, _ = sign("device", LIFE_SECONDS, **claims)
    return token


def recognise(admin: Admin | None, tokens: Iterable[str]) -> str | None:
    """Returns the id of the device if one of the tokens was issued for this account and its present password."""
    for token in tokens:
        try:
            claims = verify(token, "device", required=["dev", "pwd"])
        except Refusal:
            continue
        if admin and (claims["sub"], claims["pwd"]) == (admin.id, password_fingerprint(admin)):
            return str(claims["dev"])
    return None


def password_fingerprint(admin: Admin) -> str:
    """A hash of the stored hash, which is salted: it reveals nothing about the password."""
    return hashlib.sha256(admin.password_hash.encode()).hexdigest()[:16]
