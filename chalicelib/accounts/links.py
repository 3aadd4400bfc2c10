"""One-use links that an owner passes on. A link contains `<kind>_<site>.<id>.<secret>`; only its hash is stored."""

import hashlib
import re
import secrets
from typing import Literal, NamedTuple

from chalicelib.errors import LinkInvalid
from chalicelib.identity.text import trim

LinkKind = Literal["in", "pr"]  # an invitation, a password reset

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")  # of an admin or an invitation: DynamoDB rejects an empty key
SHAPE = re.compile(
    r"(?P<kind>in|pr)_(?P<site>[a-z0-9-]{1,40})\.(?P<id>[A-Za-z0-9_-]{1,40})\.(?P<secret>[A-Za-z0-9_-]{43})"
)


class Link(NamedTuple):
    kind: LinkKind
    site_id: str
    id: str
    secret: str

    @property
    def text(self) -> str:
        return f"{self.kind}_{self.site_id}.{self.id}.{self.secret}"

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.secret.encode()).hexdigest()


def create(kind: LinkKind, site_id: str, id: str) -> Link:
    return Link(kind, site_id, id, secrets.token_urlsafe(32))


def parse(kind: LinkKind, text: str) -> Link:
    """Raises `LinkInvalid`."""
    match = SHAPE.fullmatch(trim(text))
    if match is None or match["kind"] != kind:
        raise LinkInvalid()
    return Link(kind, match["site"], match["id"], match["secret"])
