"""Refresh tokens, `rt_<admin>.<session>.<secret>`: each is used once and makes the next one.

The next secret is made from the present one and a salt that the session's row keeps until then. So the same token, sent
again because its answer was lost, or by two tabs at once, leads to the same next one; neither the table alone nor an
old token alone does.
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

from chalicelib.errors import TokenInvalid

SHAPE = re.compile(r"rt_(?P<admin>a_[A-Za-z0-9_-]+)\.(?P<session>s_[A-Za-z0-9_-]+)\.(?P<secret>[A-Za-z0-9_-]{43})")


class RefreshToken(NamedTuple):
    admin_id: str
    session_id: str
    secret: str

    @property
    def text(self) -> str:
        return f"rt_{self.admin_id}.{self.session_id}.{self.secret}"

    @property
    def hash(self) -> str:
        """What the table holds. The secret has 256 bits, so a plain hash gives nothing away."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def next(self, salt: str) -> "RefreshToken":
        digest = hmac.digest(salt.encode(), self.secret.encode(), "sha256")
        return self._replace(secret=base64.urlsafe_b64encode(digest).decode().rstrip("="))


def first(admin_id: str, session_id: str) -> RefreshToken:
    return RefreshToken(admin_id, session_id, secrets.token_urlsafe(32))


def new_salt() -> str:
    return secrets.token_urlsafe(32)


def parse(text: str) -> RefreshToken:
    """Raises `TokenInvalid` for what was never handed out."""
    match = SHAPE.fullmatch(text)
    if match is None:
        raise TokenInvalid()
    return RefreshToken(match["admin"], match["session"], match["secret"])
