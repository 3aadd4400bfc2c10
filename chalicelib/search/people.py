"""The index of visitors' names and e-mail addresses, and of conversations' tags.

The index has a list of what it has of a conversation, so that nothing of it stays when a name, an address or a tag is
changed or erased. Whoever stores one of these calls `index` after that, and so does the stream for each message.
"""

from chalicelib.errors import Busy
from chalicelib.model import VISITOR_NAME, Conversation, now_ms
from chalicelib.search import words
from chalicelib.storage import conversations, search
from chalicelib.storage.search import Listed, Place

MOST_TOKENS = 45  # of a conversation: a transaction that replaces all of them has less than its most, a hundred writes
EMAIL_CHARACTERS = 80  # of an address that is indexed as a whole
ATTEMPTS = 6
LATE_SECONDS = 7 * 24 * 3600  # rows may expire so much before their conversation's, which outlives its messages by more
EMPTY_SECONDS = 30 * 24 * 3600  # for which the list of an erased conversation is kept


def index(conversation: Conversation) -> None:
    """Makes the index as the conversation's row is. May be repeated. Raises `Busy`.

    The row is read again if something changes, after the list: so who changes the row last also has the last word here.
    """
    site_id, current = conversation.site_id, conversation
    for _ in range(ATTEMPTS):
        before = search.listed(site_id, conversation.id)
        if is_current(before, current):
            return
        found = conversations.get(conversation.id)
        if found is None or is_current(before, found):
            return
        current = found
        place = Place(current.created_at, current.id)
        if search.replace_listed(site_id, place, before, tokens_of(current), expires_at(current)):
            return
    raise Busy()


def is_current(listed: Listed, conversation: Conversation) -> bool:
    tokens = tokens_of(conversation)
    if not tokens and not listed.tokens:
        return True
    if (listed.tokens, listed.at) != (tokens, conversation.created_at):
        return False
    if not tokens or listed.expires_at == conversation.expires_at:
        return True
    if listed.expires_at is None or conversation.expires_at is None:
        return False
    return 0 <= conversation.expires_at - listed.expires_at <= LATE_SECONDS


def tokens_of(conversation: Conversation) -> frozenset[str]:
    emails = [each for each in (conversation.contact_email, conversation.visitor_email) if each]
    found = [*map(whole_email, emails), *words.tokens(words.words(" ".join(texts_of(conversation))), MOST_TOKENS)]
    return frozenset(found[:MOST_TOKENS])


def texts_of(conversation: Conversation) -> list[str]:
    """What a conversation is found by."""
    names = [name for name in (conversation.visitor_name, conversation.contact_name) if name and name != VISITOR_NAME]
    emails = [email for email in (conversation.visitor_email, conversation.contact_email) if email]
    return [*names, *emails, *conversation.tags]


def whole_email(email: str) -> str:
    return "".join(words.folded(email).split())[:EMAIL_CHARACTERS]


def expires_at(conversation: Conversation) -> int | None:
    """In epoch seconds."""
    if not tokens_of(conversation):
        return now_ms() // 1000 + EMPTY_SECONDS
    return conversation.expires_at
