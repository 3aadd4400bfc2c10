"""Is somebody blocked? By the visitor's id, by the identity that the site knows, or by where a call comes from."""

from chalicelib.identity.addresses import range_of
from chalicelib.model import Conversation, Site, VisitorCaller
from chalicelib.storage import blocks


def is_caller(site: Site, caller: VisitorCaller, address: str) -> bool:
    return is_any(site, caller.visitor_id, caller.verified_id, range_of(address))


def is_visitor_of(site: Site, conversation: Conversation) -> bool:
    """The visitor of a conversation, as far as it is known from there."""
    return is_any(site, conversation.visitor_id, conversation.verified_id, conversation.address_range)


def is_any(site: Site, visitor_id: str, verified_id: str | None, address_range: str | None) -> bool:
    values = blocks.values(site)
    return bool(values & {("visitor", visitor_id), ("identity", verified_id or ""), ("address", address_range or "")})
