"""Links in mails to visitors. A link opens its conversation on any device, once, within a week.

Whoever reads the mailbox gets the conversation, so a link ends with the address that it was sent to: when the visitor
changes or removes it, and when the conversation is erased. It opens none of the visitor's other conversations, unless
the page's own token is of the same visitor. The conversation of a verified visitor is opened by the site's signed
identity only.
"""

import secrets

from chalicelib.errors import (
    ConversationLinkInvalid,
    IdentityRequired,
    OriginNotAllowed,
    TokenExpired,
    TokenInvalid,
    TooManyLinks,
)
from chalicelib.identity import origins, visitors
from chalicelib.identity.addresses import caller_of
from chalicelib.identity.text import same_secret
from chalicelib.identity.tokens import verify_visitor
from chalicelib.model import Conversation, ConversationLink, VisitorCaller, now_ms
from chalicelib.storage import conversations, counters, links

LIFE_SECONDS = 7 * 86_400
HOUR = 3600
OPENED_AN_HOUR = 60  # from one address


def create(conversation: Conversation) -> str:
    """Returns the secret of a new link."""
    secret = secrets.token_urlsafe(24)
    link = ConversationLink(conversation.id, conversation.contact_secret)
    links.put(secret, link, now_ms() // 1000 + LIFE_SECONDS)
    return secret


def open(widget_token: str, secret: str, token: str | None, origin: str | None, address: str) -> VisitorCaller:
    """Returns the visitor of the conversation that a link opens. A refused link is not used up. `token`: the page's
    own, if it has one; a token that is not valid is ignored.

    Raises `WidgetTokenInvalid`, `SiteDisabled`, `OriginNotAllowed`, `TooManyLinks`, `ConversationLinkInvalid`,
    `IdentityRequired` or `VisitorBlocked`.
    """
    site = visitors.site_of(widget_token)
    visitors.check_enabled(site)
    if not origins.allowed(site.origins, origin):
        raise OriginNotAllowed()
    count(site.site_id, address)
    link = links.get(secret)
    conversation = conversations.get(link.conversation_id) if link else None
    if (
        link is None
        or conversation is None
        or conversation.site_id != site.site_id
        or not is_current(link, conversation)
    ):
        raise ConversationLinkInvalid("secret")
    if site.require_identity or not visitors.is_anonymous(conversation.visitor_id):
        raise IdentityRequired()
    caller = VisitorCaller(
        site_id=site.site_id,
        visitor_id=conversation.visitor_id,
        conversation_id=conversation.id,
        address=address,
        alone=not is_visitor(token, conversation),
    )
    visitors.check_not_blocked(site, caller, address)
    if not links.use(secret):
        raise ConversationLinkInvalid("secret")
    return caller


def is_visitor(token: str | None, conversation: Conversation) -> bool:
    """Whether a token allows to open all conversations of the conversation's visitor."""
    try:
        caller = verify_visitor(token) if token else None
    except (TokenExpired, TokenInvalid):
        return False
    return caller is not None and not caller.alone and caller.visitor_id == conversation.visitor_id


def is_current(link: ConversationLink, conversation: Conversation) -> bool:
    secret = conversation.contact_secret
    return bool(secret) and same_secret(secret, link.contact_secret)


def count(site_id: str, address: str) -> None:
    now = now_ms() // 1000
    key = f"links#{site_id}#{now // HOUR}#{caller_of(address)}"
    if not counters.count(key, OPENED_AN_HOUR, now + 2 * HOUR):
        raise TooManyLinks(retry_after=HOUR - now % HOUR)
