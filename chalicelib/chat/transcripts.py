"""A copy of a conversation by mail, for its visitor.

Nobody has verified the visitor's address, and whoever has the chat open chooses it. So a mail has nothing of what was
written but as a text file, it only goes out after an admin has answered, and only a few do: of a conversation, to an
address, and from an address on the internet.
"""

import hashlib

from chalicelib.chat import conversations
from chalicelib.config import config
from chalicelib.errors import ContactMissing, MailNotSetUp, TooManyTranscripts
from chalicelib.identity.addresses import caller_of
from chalicelib.model import Conversation, Site, VisitorCaller, now_ms
from chalicelib.storage import counters, sites

DAY = 86_400
OF_A_CONVERSATION = 3  # in a day
TO_AN_ADDRESS = 5  # in a day, from all conversations of the site
FROM_AN_ADDRESS = 10  # in a day


def offered(site: Site) -> bool:
    """Whether the page may offer it, to a visitor who has given an address."""
    return config().mail_from is not None and site.contact_form != "off"


def allow(caller: VisitorCaller) -> Conversation:
    """Counts a transcript. Raises `ConversationNotFound`, `MailNotSetUp`, `ContactMissing` or `TooManyTranscripts`."""
    site = sites.recent(caller.site_id)
    if site is None or not offered(site):
        raise MailNotSetUp(message="This site sends no transcripts by e-mail.")
    conversation = conversations.load(caller, caller.conversation_id)
    if not conversation.contact_email or conversation.contact_state:
        raise ContactMissing()
    count(caller, conversation, conversation.contact_email)
    return conversation


def count(caller: VisitorCaller, conversation: Conversation, email: str) -> None:
    now = now_ms() // 1000
    day, passed = divmod(now, DAY)
    recipient = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    limits = [
        (f"transcripts#{conversation.id}#{day}", OF_A_CONVERSATION),
        (f"transcripts#{caller.site_id}#{day}#to#{recipient}", TO_AN_ADDRESS),
    ]
    if address := caller_of(caller.address):
        limits.append((f"transcripts#{caller.site_id}#{day}#from#{address}", FROM_AN_ADDRESS))
    for key, most in limits:
        if not counters.count(key, most, now + 2 * DAY):
            raise TooManyTranscripts(retry_after=DAY - passed)
