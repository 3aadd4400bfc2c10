"""The language in which an admin reads the dashboard, and gets mail and notifications."""

from contextlib import suppress

from chalicelib.accounts import sessions
from chalicelib.errors import Busy, SessionRevoked
from chalicelib.identity.attributes import accepted_languages
from chalicelib.model import AdminCaller
from chalicelib.model.accounts import Admin
from chalicelib.storage import admins


def choose(caller: AdminCaller, language: str) -> None:
    """`language`: BCP 47, or "" for that of the browser. Raises `SessionRevoked`."""
    _, admin = sessions.of_caller(caller)
    if language != admin.language and not admins.set_language(admin, language):
        raise SessionRevoked()


def remember(admin: Admin, header: str) -> None:
    """Stores which of the dashboard's languages the browser asks for: mails to an admin who has chosen none are in it.
    Only a change is stored.

    `header`: Accept-Language. Programs send none, and change nothing.
    """
    tags = accepted_languages(header)
    if admin.language or not tags:
        return
    from chalicelib.mail_texts import LANGUAGES_OF_ADMINS, first_of  # other calls do not need it

    spoken = first_of(tags, LANGUAGES_OF_ADMINS) or ""
    if spoken != admin.browser_language:
        with suppress(Busy):  # the next refresh comes soon
            admins.note_browser_language(admin, spoken)
