"""What a page has missed, told over its socket: a hint that it should ask for the messages after its cursor."""

from collections.abc import Mapping

from chalicelib import events
from chalicelib.chat import sockets
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.storage import conversations


def behind(connection_id: str, cursors: Mapping[str, int]) -> dict[str, int]:
    """Returns the last number of every conversation whose log reaches beyond the page's cursor.

    A conversation that this socket would not hear is left out, as one that does not exist is. Costs a strong read of
    the socket's row and one for each cursor.

    Raises `ConnectionUnknown` when the socket hears nothing any more: it was taken for gone, or its session is over.
    """
    audience = sockets.check(connection_id)
    found = {id: conversations.get(id) for id in cursors if CONVERSATION_ID.fullmatch(id)}
    return {
        id: conversation.last_id
        for id, conversation in found.items()
        if conversation and audience in events.audiences(conversation) and conversation.last_id > cursors[id]
    }
