"""The file with the settings that a site's pages need before anybody opens the chat.

It is a static file beside the widget's script, so a page on which nobody chats makes no call. Each accepted widget
token has its own. deployment/site_files.py writes it for a new site, and again with each deployment.
"""

import json

from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.identity import site_credentials
from chalicelib.model import OpeningHours, Site
from chalicelib.sites.page_settings import page_file
from chalicelib.storage import site_files, sites

SETTINGS = frozenset({"name", "hours", "look", "language"})  # those of the site's settings that the file depends on
MOST_ROUNDS = 5


def available() -> bool:
    return config().pages_bucket is not None


def hides(hours: OpeningHours | None) -> bool:
    return hours is not None and hours.outside == "hide"


def content(site: Site) -> bytes:
    return json.dumps(page_file(site), ensure_ascii=False, separators=(",", ":")).encode()


def publish(site: Site) -> None:
    """Makes the files equal to the stored settings. Can be repeated.

    Another call may store other settings while this one writes. Whoever writes last reads them again afterwards, so
    the files do not keep settings that were replaced. Raises `Busy` if S3 is out of reach.
    """
    if not available():
        return
    for _ in range(MOST_ROUNDS):
        tokens, written = site_credentials.widget_tokens(site), content(site)
        for token in tokens:
            site_files.put(token, written)
        for token in known_tokens(site) - {*tokens}:
            site_files.delete(token)
        latest = sites.get(site.site_id, strong=True)
        if latest is None or (content(latest), known_tokens(latest)) == (written, known_tokens(site)):
            return
        site = latest
    raise Busy()


def token_is_new(widget_token: str, site: Site) -> None:
    """Writes the file of a token that is about to be stored. If that fails, with `Busy`, nothing has changed yet: a
    retry after the token was stored would replace the token a second time."""
    if available():
        site_files.put(widget_token, content(site))


def token_was_replaced(before: Site, after: Site) -> None:
    """Deletes the files of tokens that are no longer accepted."""
    if not available():
        return
    if content(before) != content(after):
        publish(after)
        return
    for token in known_tokens(before) - {*site_credentials.widget_tokens(after)}:
        try:
            site_files.delete(token)
        except Busy:
            return  # the tokens are replaced, and a file that is left only says what it said before


def known_tokens(site: Site) -> set[str]:
    """Those of the site's row, accepted or not."""
    earlier = (entry.partition(" ")[2] for entry in site.earlier_widget_tokens)
    return {token for token in (site.widget_token, site.previous_widget_token, *earlier) if token}
