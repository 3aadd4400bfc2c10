"""Visitors: a page sends its site's widget token from an allowed origin, and gets a token for one conversation.

A visitor may have several conversations. Each has a token of its own: whoever has one gets those for the others.
"""

import dataclasses
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
from chalicelib.identity import origins
from chalicelib.identity.addresses import range_of
from chalicelib.identity.site_credentials import widget_tokens
from chalicelib.identity.text import same_secret
from chalicelib.identity.tokens import conversation_of, verify_visitor
from chalicelib.identity.verified import visitor_of
from chalicelib.model import Conversation, Identity, Site, VisitorCaller
from chalicelib.storage import blocks, sites

WIDGET_TOKEN = re.compile(r"pl_(?P<site>[a-z0-9-]{1,40})_[A-Za-z0-9-]{8,64}")


def admit(
    widget_token: str, origin: str | None, earlier_token: str | None, identity: Identity | None, address: str
) -> tuple[Site, VisitorCaller]:
    """Starts a visitor's session. Stores nothing.

    With an identity it is the verified visitor, on every device, whatever token is sent with it; a token of the same
    visitor only says which conversation. With the token of an earlier visit alone it is the same visitor in the same
    conversation; without either, both are new. The token of a verified visitor is not accepted without the identity:
    the visitor may have signed out of the site.
    Raises `WidgetTokenInvalid`, `OriginNotAllowed`, `SiteDisabled`, `IdentityInvalid`, `IdentityRequired`,
    `VisitorBlocked`, `TokenExpired` or `TokenInvalid`.
    """
    site = site_of_page(widget_token, origin)
    caller = verified_visitor(site, identity, earlier_token) if identity else anonymous_visitor(site, earlier_token)
    check_not_blocked(site, caller, address)
    return site, caller


def verified_visitor(site: Site, identity: Identity, earlier_token: str | None) -> VisitorCaller:
    caller = visitor_of(site, identity)
    earlier = conversation_of(earlier_token, caller) if earlier_token else None
    return dataclasses.replace(caller, conversation_id=earlier) if earlier else caller


def anonymous_visitor(site: Site, earlier_token: str | None) -> VisitorCaller:
    if site.require_identity:
        raise IdentityRequired()
    if earlier_token is not None:
        earlier = verify_visitor(earlier_token)
        if earlier.site_id == site.site_id and earlier.verified_id is None:
            return earlier
    return new_visitor(site.site_id)


def is_anonymous(visitor_id: str) -> bool:
    """The visitor is known by the token of their conversation. Ids of verified visitors begin otherwise."""
    return visitor_id.startswith("v_")


def new_visitor(site_id: str) -> VisitorCaller:
    return VisitorCaller(
        site_id=site_id,
        visitor_id=f"v_{secrets.token_urlsafe(12)}",
        conversation_id=new_conversation_id(),
    )


def new_conversation_id() -> str:
    """Nothing is stored under it before its first message. A page cannot choose it: only the token allows to use it."""
    return f"c_{secrets.token_urlsafe(12)}"


def site_of_page(widget_token: str, origin: str | None) -> Site:
    """Returns the site whose widget is on a page. Raises `WidgetTokenInvalid`, `OriginNotAllowed` or `SiteDisabled`."""
    site = site_of(widget_token)
    check_enabled(site)
    if not origins.allowed(site.origins, origin):
        raise OriginNotAllowed()
    return site


def site_of(widget_token: str) -> Site:
    """Finds the site of a widget token, `pl_<site>_<random>`. A replaced token is accepted for a while."""
    match = WIDGET_TOKEN.fullmatch(widget_token)
    site = sites.get(match["site"]) if match else None
    accepted = widget_tokens(site) if site else []
    if site is None or not any(same_secret(each, widget_token) for each in accepted):
        raise WidgetTokenInvalid()
    return site


def authenticate(token: str, origin: str | None, address: str) -> VisitorCaller:
    """Returns the visitor whom a token stands for, if the site is enabled and its page's origin allowed.

    A browser sends no origin with a read from the page's own host; a page on another host always sends its origin.
    Raises `TokenExpired`, `TokenInvalid`, `SiteDisabled`, `OriginNotAllowed`, `IdentityRequired` or
    `VisitorBlocked`.
    """
    caller = verify_visitor(token)
    site = sites.recent(caller.site_id)
    if site is None:
        raise TokenInvalid()
    check_enabled(site)
    if origin is not None and not origins.allowed(site.origins, origin):
        raise OriginNotAllowed()
    if site.require_identity and caller.verified_id is None:
        raise IdentityRequired()
    check_not_blocked(site, caller, address)
    return dataclasses.replace(caller, address=address, limits=site.limits)


def check_enabled(site: Site) -> None:
    if not site.enabled:
        raise SiteDisabled()


def check_not_blocked(site: Site, caller: VisitorCaller, address: str) -> None:
    if is_blocked(site, caller.visitor_id, caller.verified_id, range_of(address)):
        raise VisitorBlocked()


def is_visitor_blocked(site: Site, conversation: Conversation) -> bool:
    """Returns whether a conversation's visitor is blocked, by what the conversation's row knows of the visitor."""
    return is_blocked(site, conversation.visitor_id, conversation.verified_id, conversation.address_range)


def is_blocked(site: Site, visitor_id: str, verified_id: str | None, address_range: str | None) -> bool:
    values = blocks.values(site)
    return bool(values & {("visitor", visitor_id), ("identity", verified_id or ""), ("address", address_range or "")})
