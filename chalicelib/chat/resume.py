"""Resuming: which conversations have messages after a page's cursors. A hint for the page to read them over HTTP."""

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


def behind(connection_id: str, cursors: Mapping[str, int], away: bool | None = None) -> dict[str, int]:
    """Returns the last number of every conversation whose log reaches beyond the page's cursor.

    A conversation outside the socket's audience is left out, as one that does not exist is. Costs two requests: a
    strong read of the socket's row, and one for the rows of all cursors together.

    Raises `ConnectionUnknown` if nothing is pushed to the socket any longer: its row was deleted, its session ended, or
    its visitor was blocked. `away` is what `sockets.beat` takes.
    """
    socket = sockets.beat(connection_id, away)
    audience = socket.audience
    requested = [id for id in cursors if CONVERSATION_ID.fullmatch(id) and socket.only in ("", id)]
    found = conversations.many(requested) if requested else []
    received = [each for each in found if audience in events.audiences(each)]
    refuse_blocked(received, audience)
    if len(received) == 1:
        logs.add(conversation_id=received[0].id)
    found_behind = {each.id: each.last_id for each in received if each.last_id > cursors[each.id]}
    metrics.count(Metric.CONVERSATIONS_BEHIND, len(found_behind))
    return found_behind


def refuse_blocked(received: list[Conversation], audience: str) -> None:
    """Closes the sockets of a blocked visitor. Raises `ConnectionUnknown` then."""
    if any(is_own(each, audience) and is_blocked(each) for each in received):
        with suppress(Busy):  # the sockets that are left are closed at their own next heartbeat
            close_audience(audience)
        raise ConnectionUnknown()


def is_own(conversation: Conversation, audience: str) -> bool:
    """Returns whether the audience is the conversation's visitor."""
    return audience == events.visitor_audience(conversation.visitor_id)


def is_blocked(conversation: Conversation) -> bool:
    site = sites.recent(conversation.site_id)
    return site is not None and is_visitor_blocked(site, conversation)
