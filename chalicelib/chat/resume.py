"""What a page has missed, told over its socket: a hint that it should ask for the messages after its cursor."""

from collections.abc import Mapping
from contextlib import suppress

from chalicelib import events, logs, metrics
from chalicelib.chat import sockets
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.errors import Busy, ConnectionUnknown
from chalicelib.identity.visitors import is_visitor_blocked
from chalicelib.metrics import Metric
from chalicelib.model import Conversation
from chalicelib.realtime.sockets import close_audience
from chalicelib.storage import conversations, sites


def behind(connection_id: str, cursors: Mapping[str, int]) -> dict[str, int]:
    """Returns the last number of every conversation whose log reaches beyond the page's cursor.

    A conversation that this socket would not hear is left out, as one that does not exist is. Costs two requests: a
    strong read of the socket's row, and one of the rows of all cursors together. A visitor's socket hears one
    conversation, so no other is read.

    Raises `ConnectionUnknown` when the socket hears nothing any more: it was taken for gone, or its session is over.
    """
    audience = sockets.check(connection_id)
    asked = [id for id in cursors if CONVERSATION_ID.fullmatch(id) and may_hear(audience, id)]
    found = conversations.many(asked) if asked else []
    heard = [each for each in found if audience in events.audiences(each)]
    if any(is_own(each, audience) and is_blocked(each) for each in heard):
        with suppress(Busy):  # what is left learns it as this socket did
            close_audience(audience)
        raise ConnectionUnknown()
    if len(heard) == 1:
        logs.add(conversation_id=heard[0].id)
    found_behind = {each.id: each.last_id for each in heard if each.last_id > cursors[each.id]}
    metrics.count(Metric.CONVERSATIONS_BEHIND, len(found_behind))
    return found_behind


def may_hear(audience: str, conversation_id: str) -> bool:
    """What can be said before the conversation is read: whose it is says its row."""
    return events.is_of_admins(audience) or audience == events.conversation_audience(conversation_id)


def is_own(conversation: Conversation, audience: str) -> bool:
    """Is the socket its visitor's?"""
    return audience == events.conversation_audience(conversation.id)


def is_blocked(conversation: Conversation) -> bool:
    site = sites.recent(conversation.site_id)
    return site is not None and is_visitor_blocked(site, conversation)
