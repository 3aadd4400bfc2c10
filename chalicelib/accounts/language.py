"""The language in which an admin reads the dashboard."""

from chalicelib.accounts import sessions
from chalicelib.errors import SessionRevoked
from chalicelib.model import AdminCaller
from chalicelib.storage import admins


def choose(caller: AdminCaller, language: str) -> None:
    """`language`: BCP 47, or "" for that of the browser. Raises `SessionRevoked`."""
    _, admin = sessions.of_caller(caller)
    if language != admin.language and not admins.set_language(admin, language):
        raise SessionRevoked()
