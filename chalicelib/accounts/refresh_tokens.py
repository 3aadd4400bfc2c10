"""Refresh tokens, `rt_<admin>.<session>.<secret>`: each can be used once and leads to the next one.

The next secret is derived from the present one and a salt in the session's row. So a token that is sent again, because
its answer was lost or because two tabs sent it at once, leads to the same next token. Neither the table alone nor an
old token alone is enough to derive it.
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
        """What the table stores. The secret has 256 bits, so a plain hash is safe."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def next(self, salt: str) -> "RefreshToken":
        digest = hmac.digest(salt.encode(), self.secret.encode(), "sha256")
        return self._replace(secret=base64.urlsafe_b64encode(digest).decode().rstrip("="))


def first(admin_id: str, session_id: str) -> RefreshToken:
    return RefreshToken(admin_id, session_id, secrets.token_urlsafe(32))


def new_salt() -> str:
    return secrets.token_urlsafe(32)


def parse(text: str) -> RefreshToken:
    """Raises `TokenInvalid` for a text of another form."""
    match = SHAPE.fullmatch(text)
    if match is None:
        raise TokenInvalid()
    return RefreshToken(match["admin"], match["session"], match["secret"])
