"""Known devices: a browser that has signed in to an account gets a token that says so (OWASP: a device cookie).

It opens nothing. With it, the failures of the next sign-ins are counted for this browser alone, so that strangers who
guess at the account cannot keep its admin out. It is signed, bound to the account and to its password, and stored
nowhere: a new password makes every other device a stranger again. Signing out does not, else whoever signs out while
strangers guess could not come back.
"""

import hashlib
import secrets
from collections.abc import Iterable

from chalicelib.errors import Refusal
from chalicelib.identity.tokens import sign, verify
from chalicelib.model import Admin

LIFE_SECONDS = 400 * 24 * 3600
MOST = 10  # that one browser may send: several admins may use it


def issue(admin: Admin) -> str:
    """Each sign-in makes another one, with a counter of its own."""
    token, _ = sign("device", LIFE_SECONDS, sub=admin.id, dev=secrets.token_urlsafe(12), pwd=fingerprint(admin))
    return token


def recognise(admin: Admin | None, tokens: Iterable[str]) -> str | None:
    """Returns the id of the device, if one of these tokens is of this account and its password."""
    for token in tokens:
        try:
            claims = verify(token, "device", required=["dev", "pwd"])
        except Refusal:
            continue
        if admin and (claims["sub"], claims["pwd"]) == (admin.id, fingerprint(admin)):
            return str(claims["dev"])
    return None


def fingerprint(admin: Admin) -> str:
    """Of the stored hash, which is salted: it gives nothing of the password away."""
    return hashlib.sha256(admin.password_hash.encode()).hexdigest()[:16]
