"""The settings of a site, as its owners read and change them."""

from dataclasses import replace

from chalicelib import audit
from chalicelib.config import config
from chalicelib.errors import Busy, HidingUnavailable, IdentitySecretMissing, InvalidField, TokenInvalid
from chalicelib.identity import origins
from chalicelib.model import AdminCaller, SearchSince, SettingsChanges, Site, now_ms
from chalicelib.model.look import Look
from chalicelib.sites import page_files
from chalicelib.sites.page_fields import PageFile
from chalicelib.sites.page_settings import hides, page_file
from chalicelib.storage import sites


def read(caller: AdminCaller) -> Site:
    """Reads the caller's site strongly."""
    site = sites.get(caller.site_id, strong=True)
    if site is None:
        raise TokenInvalid()
    return site


def preview(caller: AdminCaller, look: Look, language: str) -> PageFile:
    """The file that pages would read with this look. Stores nothing. The launcher is never hidden, and the first bubble
    is shown at once."""
    bubbles = tuple(replace(each, language="", paths=(), delay_seconds=0) for each in look.bubbles[:1])
    shown = replace(look, hidden_paths=(), bubbles=bubbles)
    site = replace(read(caller), look=shown, language=language, hours=None, installed_at=now_ms())
    return page_file(site)


def search_since(site: Site, changes: SettingsChanges) -> SearchSince:
    """When the texts of messages are indexed again, the search does not say that it knows earlier ones. For a minute
    some processes may not know of the change."""
    if site.search_messages or not changes.get("search_messages"):
        return {}
    return {"search_since": now_ms() + int(config().recent_seconds * 1000)}


def change(caller: AdminCaller, changes: SettingsChanges, address: str) -> Site:
    """Changes settings. Other processes use them within a minute.

    Raises `InvalidField` if `chat_url` is on none of the site's origins, `IdentitySecretMissing` if the changes require
    verified identity and the site has no identity secret, `HidingUnavailable` if they hide the chat and there is no
    bucket for the file that its pages read, or `Busy` if another call replaced a token or secret at the same moment or
    that file could not be written. Then the settings are stored, and the same call again writes the file.
    """
    site = read(caller)
    url, listed = changes.get("chat_url"), changes.get("origins", site.origins)
    if url and not origins.allowed(listed, origins.typed(url)):
        raise InvalidField("chat_url_invalid", "chat_url", "The page must be on one of the site's origins.")
    if changes.get("require_identity") and site.identity_secret is None:
        raise IdentitySecretMissing("require_identity")
    if hides(changes.get("hours")) and not page_files.available():
        raise HidingUnavailable("hours.outside")
    if not changes:
        return site
    changed = sites.change(site, **changes, **search_since(site, changes))
    if changed is None:
        raise Busy()
    names = ", ".join(sorted(changes))
    audit.record(site.site_id, caller.admin_id, "site.changed", site.site_id, address, settings=names)
    if page_files.SETTINGS & changes.keys():
        page_files.publish(changed)
    return changed
