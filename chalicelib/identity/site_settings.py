"""A site's settings, its widget token and its identity secret, as its owner changes them."""

import secrets
from typing import Any

from chalicelib import audit
from chalicelib.errors import Busy, IdentitySecretMissing, TokenInvalid
from chalicelib.identity import proof, replaced
from chalicelib.model import AdminCaller, Site, now_ms
from chalicelib.storage import sites

DAY_MS = 24 * 3600 * 1000


def read(caller: AdminCaller) -> Site:
    site = sites.get(caller.site_id, strong=True)
    if site is None:
        raise TokenInvalid()
    return site


def change(caller: AdminCaller, changes: dict[str, Any], address: str) -> Site:
    """Sets what is named in `changes`. Other processes follow within a minute.

    Raises `IdentitySecretMissing` when identity is to be required and nobody could prove one.
    """
    site = read(caller)
    if changes.get("require_identity") and site.identity_secret is None:
        raise IdentitySecretMissing("require_identity")
    if not changes:
        return site
    return changed(caller, site, "site.changed", address, changes, settings=", ".join(sorted(changes)))


def replace_widget_token(caller: AdminCaller, overlap_days: int, address: str) -> Site:
    """Makes a new widget token. The one before lets visitors in for `overlap_days` more, and those before it for as
    long as they were promised; with 0 days none of them does."""
    site = read(caller)
    earlier = (site.previous_widget_token, site.previous_until, site.earlier_widget_tokens)
    changes: dict[str, Any] = {
        "widget_token": f"pl_{site.site_id}_{secrets.token_hex(12)}",
        "previous_widget_token": site.widget_token,
        "previous_until": now_ms() + overlap_days * DAY_MS,
        "earlier_widget_tokens": replaced.kept(*earlier, overlap_days),
    }
    return changed(caller, site, "site.widget_token_replaced", address, changes, overlap_days=overlap_days)


def replace_identity_secret(
    caller: AdminCaller, overlap_days: int, password: str | None, address: str
) -> tuple[Site, str]:
    """Makes a new secret, which is returned this once. What the one before has signed is good for `overlap_days` more,
    and what those before it have signed for as long as was promised; with 0 days none of it is.

    Raises what `proof.show` raises, or `Busy`.
    """
    proof.show(caller, password)
    site = read(caller)
    earlier = (site.previous_identity_secret, site.previous_identity_until, site.earlier_identity_secrets)
    secret = secrets.token_urlsafe(32)
    changes: dict[str, Any] = {"identity_secret": secret}
    if site.identity_secret:
        changes["previous_identity_secret"] = site.identity_secret
        changes["previous_identity_until"] = now_ms() + overlap_days * DAY_MS
        changes["earlier_identity_secrets"] = replaced.kept(*earlier, overlap_days)
    return changed(caller, site, "site.identity_secret_replaced", address, changes, overlap_days=overlap_days), secret


def changed(
    caller: AdminCaller, site: Site, action: str, address: str, changes: dict[str, Any], **details: str | int
) -> Site:
    """Raises `Busy` when somebody else has replaced a token or secret meanwhile: theirs is told, not lost."""
    now = sites.change(site, **changes)
    if now is None:
        raise Busy()
    audit.record(site.site_id, caller.admin_id, action, site.site_id, address, **details)
    return now
