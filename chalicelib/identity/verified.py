"""Verified identity: the site's own server says who a visitor is, by signing the id that it knows them by.

The signature is HMAC-SHA256 of the id under the site's identity secret, in hexadecimal. Visitor and conversation follow
from the site and the id, so that the same person finds the same conversation on every device; nothing is stored for it.
"""

import base64
import hashlib
import hmac

from chalicelib.errors import IdentityInvalid
from chalicelib.identity import replaced
from chalicelib.model import VISITOR_NAME, Identity, Site, VisitorCaller


def visitor_of(site: Site, identity: Identity) -> VisitorCaller:
    """Raises `IdentityInvalid` when none of the site's secrets has signed this id."""
    good = [signature(secret, identity.id) for secret in secrets_of(site)]
    if not any(hmac.compare_digest(each, identity.hash.lower()) for each in good):
        raise IdentityInvalid("identity")
    return VisitorCaller(
        site_id=site.site_id,
        visitor_id=f"u_{derived('visitor', site.site_id, identity.id)}",
        conversation_id=f"c_{derived('conversation', site.site_id, identity.id)}",
        name=identity.name or VISITOR_NAME,
        verified_id=identity.id,
        email=identity.email,
    )


def signature(secret: str, id: str) -> str:
    return hmac.new(secret.encode(), id.encode(), hashlib.sha256).hexdigest()


def secrets_of(site: Site) -> list[str]:
    if site.identity_secret is None:
        return []
    replaced_ones = replaced.good(
        site.previous_identity_secret, site.previous_identity_until, site.earlier_identity_secrets
    )
    return [site.identity_secret, *(secret for _, secret in replaced_ones)]


def derived(noun: str, site_id: str, id: str) -> str:
    """16 letters that only this noun, site and id give. They open nothing: a token does."""
    digest = hashlib.sha256("\0".join((noun, site_id, id)).encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()
