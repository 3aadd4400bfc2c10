"""Verified identity: the site's own server signs the id under which it knows a visitor.

The signature is HMAC-SHA256 of the id under the site's identity secret, in hexadecimal. The ids of visitor and
conversation are derived from the site and the signed id, so that the same person finds the same conversation on every
device without anything being stored for it.
"""

import base64
import hashlib
import hmac

from chalicelib.errors import IdentityInvalid
from chalicelib.identity.site_credentials import identity_secrets
from chalicelib.model import VISITOR_NAME, Identity, Site, VisitorCaller


def visitor_of(site: Site, identity: Identity) -> VisitorCaller:
    """Raises `IdentityInvalid` if the signature matches none of the site's secrets."""
    valid = [signature(secret, identity.id) for secret in identity_secrets(site)]
    if not any(hmac.compare_digest(each, identity.hash.lower()) for each in valid):
        raise IdentityInvalid("identity")
    return VisitorCaller(
        site_id=site.site_id,
        visitor_id=f"u_{derived_id('visitor', site.site_id, identity.id)}",
        conversation_id=f"c_{derived_id('conversation', site.site_id, identity.id)}",
        name=identity.name or VISITOR_NAME,
        verified_id=identity.id,
        email=identity.email,
    )


def signature(secret: str, id: str) -> str:
    return hmac.new(secret.encode(), id.encode(), hashlib.sha256).hexdigest()


def derived_id(noun: str, site_id: str, id: str) -> str:
    """16 characters, different for every noun, site and id. Knowing them gives no access: that needs a token."""
    digest = hashlib.sha256("\0".join((noun, site_id, id)).encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()
