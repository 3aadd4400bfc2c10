"""The rows of the search's index, which a backup does not have: they follow from the conversations and messages."""

from collections.abc import Iterator

from chalicelib.model import Conversation, now_ms
from chalicelib.search import people, texts
from chalicelib.storage import conversations, messages, search
from chalicelib.storage.search import Place
from chalicelib.storage.tables import ConversationRow
from chalicelib.storage.tables.search import SearchRow
from deployment.backup.conversations import Log
from deployment.tables import Item


def rows_of(log: Log, with_messages: bool) -> Iterator[Item]:
    """`with_messages`: whether the site's messages are indexed."""
    conversation = conversations.from_row(ConversationRow.from_raw_data(log.row))
    yield from rows_of_people(conversation)
    for item in log.messages if with_messages else ():
        message = messages.from_image(item)
        place = Place(message.sent_at, message.conversation_id, message.id)
        if texts.expires_at(message) > now_ms() // 1000:
            for token in texts.tokens_of(message):
                row = SearchRow(*search.row_key(conversation.site_id, "message", token, place))
                row.expires_at = texts.expires_at(message)
                yield dict(row.serialize())


def rows_of_people(conversation: Conversation) -> Iterator[Item]:
    tokens = people.tokens_of(conversation)
    place = Place(conversation.created_at, conversation.id)
    keys = [search.row_key(conversation.site_id, "person", token, place) for token in sorted(tokens)]
    for key in keys:
        yield dict(SearchRow(*key, expires_at=conversation.expires_at).serialize())
    if tokens:
        row = search.list_row(conversation.site_id, place, tokens, version=1, expires_at=conversation.expires_at)
        yield dict(row.serialize())
