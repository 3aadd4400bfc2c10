"""The index of messages' texts. What it should have follows from the message as it is stored now, so a change of a row
that is reported late, twice or in another order leaves the same index."""

from chalicelib.model import Conversation, Message, now_ms
from chalicelib.search import words
from chalicelib.storage import messages, search, sites
from chalicelib.storage.search import Place

REACH_SECONDS = 90 * 24 * 3600  # for how long a message can be found
MOST_TOKENS = 50  # of one message: two requests. The longest words of a longer text.


def added(conversation: Conversation, message: Message) -> None:
    """Indexes a message that the stream reports as new. Raises `Busy`."""
    if is_indexed(conversation.site_id, message):
        # The report may be late: a word that has been replaced since, or deleted, is not in the index after it.
        store(conversation, message, tokens_now(conversation, message), {*tokens_of(message)})


def changed(conversation: Conversation, before: Message, after: Message) -> None:
    """Indexes a message whose row the stream reports as changed. Raises `Busy`."""
    earlier, later = {*tokens_of(before)}, {*tokens_of(after)}
    if earlier == later:
        return
    wanted = tokens_now(conversation, after) if is_indexed(conversation.site_id, after) else []
    store(conversation, after, wanted, earlier | later)


def deleted(conversation: Conversation, message: Message) -> None:
    """Takes a message whose row is gone out of the index. Raises `Busy`."""
    store(conversation, message, [], {*tokens_of(message)})


def store(conversation: Conversation, message: Message, wanted: list[str], reported: set[str]) -> None:
    """Stores the words that the index should have, and deletes those that it may have besides."""
    place = Place(message.sent_at, message.conversation_id, message.id)
    if wanted:
        search.put(conversation.site_id, "message", wanted, place, expires_at(message))
    if outdated := reported - set(wanted):
        search.delete(conversation.site_id, "message", sorted(outdated), place)


def is_indexed(site_id: str, message: Message) -> bool:
    site = sites.recent(site_id)
    return site is not None and site.search_messages and expires_at(message) > now_ms() // 1000


def tokens_now(conversation: Conversation, message: Message) -> list[str]:
    """Of the message as it is stored. Each change of a message moves the conversation's last number."""
    if conversation.last_id == message.id and conversation.kept_from <= message.id:
        return tokens_of(message)
    stored = messages.get(message.conversation_id, message.id)
    return tokens_of(stored) if stored and message.id >= conversation.first_id(now_ms()) else []


def tokens_of(message: Message) -> list[str]:
    if not message.is_message or message.sender_type == "system":
        return []
    return words.tokens(words.words(message.in_words), MOST_TOKENS)


def expires_at(message: Message) -> int:
    """In epoch seconds."""
    latest = message.sent_at // 1000 + REACH_SECONDS
    return latest if message.expires_at is None else min(latest, message.expires_at)
