"""What the search's index gets from the stream: the words of messages, and what a message has brought of its visitor.

A conversation without a row has expired with all of its messages, whose rows in the index expire by themselves.
"""

from chalicelib.model import Message
from chalicelib.search import people, texts
from chalicelib.storage import conversations


def message_stored(message: Message) -> None:
    """The names and addresses are those of the conversation: a visitor's message may have changed them. Any message may
    have changed the time at which they expire. The bot answers in the same write as a visitor asks."""
    conversation = conversations.get(message.conversation_id)
    if conversation is None:
        return
    texts.added(conversation, message)
    if message.sender_type != "bot":
        people.index(conversation)


def message_changed(before: Message, after: Message) -> None:
    if conversation := conversations.get(after.conversation_id):
        texts.changed(conversation, before, after)


def message_erased(message: Message) -> None:
    if conversation := conversations.get(message.conversation_id):
        texts.deleted(conversation, message)
