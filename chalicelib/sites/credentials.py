"""Replacing a site's widget token and its identity secret. The previous ones are still accepted for some days."""

import secrets

from chalicelib import audit
from chalicelib.accounts import callers
from chalicelib.errors import Busy
from chalicelib.identity import site_credentials
from chalicelib.model import AdminCaller, Site, now_ms
from chalicelib.sites import page_files, settings
from chalicelib.storage import sites

DAY_MS = 24 * 3600 * 1000


def replace_widget_token(caller: AdminCaller, overlap_days: int, address: str) -> Site:
    """Creates a new widget token. The previous one is accepted for `overlap_days` more, earlier ones until the time
    that was promised for them. With 0 days none of them is accepted any longer.

    Raises `Busy` if another call replaced a token or secret at the same moment, or if the file that the site's pages
    need could not be written.
    """
    site = settings.read(caller)
    widget_token = f"pl_{site.site_id}_{secrets.token_hex(12)}"
    page_files.token_is_new(widget_token, site)
    changed = sites.change(
        site,
        widget_token=widget_token,
        previous_widget_token=site.widget_token,
        previous_until=now_ms() + overlap_days * DAY_MS,
        earlier_widget_tokens=kept(site_credentials.replaced_widget_tokens(site), overlap_days),
    )
    replaced = recorded(caller, changed, "site.widget_token_replaced", address, overlap_days)
    page_files.token_was_replaced(site, replaced)
    return replaced


def replace_identity_secret(
    caller: AdminCaller, overlap_days: int, password: str | None, address: str
) -> tuple[Site, str]:
    """Creates a new identity secret, which is returned only here. Signatures of the previous secret are accepted for
    `overlap_days` more, those of earlier ones until the time that was promised. With 0 days none of them is.

    Raises what `callers.confirm_password` raises, or `Busy`, as `replace_widget_token` does.
    """
    callers.confirm_password(caller, password)
    site = settings.read(caller)
    secret = secrets.token_urlsafe(32)
    if site.identity_secret is None:
        changed = sites.change(site, identity_secret=secret)
    else:
        changed = sites.change(
            site,
            identity_secret=secret,
            previous_identity_secret=site.identity_secret,
            previous_identity_until=now_ms() + overlap_days * DAY_MS,
            earlier_identity_secrets=kept(site_credentials.replaced_identity_secrets(site), overlap_days),
        )
    return recorded(caller, changed, "site.identity_secret_replaced", address, overlap_days), secret


def kept(replaced: list[site_credentials.Replaced], overlap_days: int) -> list[str]:
    """Returns the earlier credentials that stay accepted, in the form in which they are stored."""
    return [f"{each.until} {each.value}" for each in replaced[: site_credentials.MOST]] if overlap_days else []


def recorded(caller: AdminCaller, changed: Site | None, action: str, address: str, overlap_days: int) -> Site:
    if changed is None:
        raise Busy()
    audit.record(changed.site_id, caller.admin_id, action, changed.site_id, address, overlap_days=overlap_days)
    return changed
