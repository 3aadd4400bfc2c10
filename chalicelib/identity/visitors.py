"""Visitors: a page shows its site's widget token from an allowed origin and gets a token for one conversation."""

import dataclasses
import hmac
import re
import secrets

from chalicelib.errors import (
    IdentityRequired,
    OriginNotAllowed,
    SiteDisabled,
    TokenInvalid,
    VisitorBlocked,
    WidgetTokenInvalid,
)
from chalicelib.identity import blocked, origins, replaced
from chalicelib.identity.tokens import verify_visitor
from chalicelib.identity.verified import visitor_of
from chalicelib.model import Identity, Site, VisitorCaller
from chalicelib.storage import sites

WIDGET_TOKEN = re.compile(r"pl_(?P<site>[a-z0-9-]{1,40})_[A-Za-z0-9-]{8,64}")


def admit(
    widget_token: str, origin: str | None, earlier_token: str | None, identity: Identity | None, address: str
) -> tuple[Site, VisitorCaller]:
    """Lets a visitor in and stores nothing.

    With an identity it is the visitor whom the site knows by it, on every device, whatever token is sent along. With
    the token of an earlier visit it is the same visitor in the same conversation; without either, both are new. The
    token of a verified visit is no way back without the identity: who has signed out of the site is nobody it knows.
    Raises `WidgetTokenInvalid`, `OriginNotAllowed`, `SiteDisabled`, `IdentityInvalid`, `IdentityRequired`,
    `VisitorBlocked`, `TokenExpired` or `TokenInvalid`.
    """
    site = site_of(widget_token)
    check_open(site)
    if not origins.allowed(site.origins, origin):
        raise OriginNotAllowed()
    caller = visitor_of(site, identity) if identity else stranger(site, earlier_token)
    if blocked.is_caller(site, caller, address):
        raise VisitorBlocked()
    return site, caller


def stranger(site: Site, earlier_token: str | None) -> VisitorCaller:
    if site.require_identity:
        raise IdentityRequired()
    if earlier_token is not None:
        earlier = verify_visitor(earlier_token)
        if earlier.site_id == site.site_id and earlier.verified_id is None:
            return earlier
    return new_visitor(site.site_id)


def recognise(token: str, origin: str | None, address: str) -> VisitorCaller:
    """Says who a visitor token speaks for, while its site is served and its page allowed.

    A browser leaves the origin out when it reads from the page's own host; a page elsewhere always names its own.
    Raises `TokenExpired`, `TokenInvalid`, `SiteDisabled`, `OriginNotAllowed`, `IdentityRequired` or
    `VisitorBlocked`.
    """
    caller = verify_visitor(token)
    site = sites.recent(caller.site_id)
    if site is None:
        raise TokenInvalid()
    check_open(site)
    if origin is not None and not origins.allowed(site.origins, origin):
        raise OriginNotAllowed()
    if site.require_identity and caller.verified_id is None:
        raise IdentityRequired()
    if blocked.is_caller(site, caller, address):
        raise VisitorBlocked()
    return dataclasses.replace(caller, address=address, limits=site.limits)


def check_open(site: Site) -> None:
    if not site.enabled:
        raise SiteDisabled()


def site_of(widget_token: str) -> Site:
    """Finds the site that a widget token, `pl_<site>_<random>`, names. One that was replaced is good for a while."""
    match = WIDGET_TOKEN.fullmatch(widget_token)
    site = sites.get(match["site"]) if match else None
    good = tokens_of(site) if site else []
    if site is None or not any(hmac.compare_digest(each.encode(), widget_token.encode()) for each in good):
        raise WidgetTokenInvalid()
    return site


def tokens_of(site: Site) -> list[str]:
    replaced_ones = replaced.good(site.previous_widget_token, site.previous_until, site.earlier_widget_tokens)
    return [site.widget_token, *(token for _, token in replaced_ones)]


def new_visitor(site_id: str) -> VisitorCaller:
    return VisitorCaller(
        site_id=site_id,
        visitor_id=f"v_{secrets.token_urlsafe(12)}",
        conversation_id=f"c_{secrets.token_urlsafe(12)}",
    )
