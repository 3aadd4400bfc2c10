"""Who is there, and who views or types in a conversation. Nothing here is kept longer than the sockets are.

A page says what it views when its socket opens and whenever that changes, and receives the whole team in the answer.
So a page that opens later, or missed an event, knows as much as the others.
"""

import time
from dataclasses import dataclass

from chalicelib import events
from chalicelib.chat import resume, sockets
from chalicelib.chat.conversations import CONVERSATION_ID
from chalicelib.errors import FrameInvalid, FrameUnknown
from chalicelib.model import AdminCaller, Connection, Conversation, Site, TeamMember
from chalicelib.model.pictures import face_of
from chalicelib.realtime import fanout, presence
from chalicelib.realtime.sockets import parse_session_key
from chalicelib.storage import connections, conversations
from chalicelib.storage.connections import Audience, Pointer

TYPING_SECONDS = 2  # a page repeats `typing` more slowly than that while somebody types
MOST_KNOWN = 1_000
MOST_NAMES = 5  # that visitors see
LEAST_REPLIES = 3  # fewer reply times say nothing about the usual one

# When each socket said last that somebody types, and that they stopped, as far as this process knows.
typed: dict[tuple[str, bool], float] = {}


@dataclass(frozen=True, slots=True)
class TeamView:
    """A site's admins who have a page open. `chose_away`: the choice of the admin who asks."""

    members: list[TeamMember]
    chose_away: bool


@dataclass(frozen=True, slots=True)
class VisitorsTeam:
    """What visitors see of a site's team. `reply_ms`: None while too few replies are known."""

    online: list[str]
    away: bool
    reply_ms: int | None
    pictures: list[str | None]  # of those who are online


def view(connection_id: str, conversation_id: str | None, said_at: int) -> TeamView:
    """Stores which conversation an admin's page has open, and returns the team.

    The conversation is not read: the only ones who learn the id are the admins of the same site. `said_at`: when the
    frame arrived (epoch milliseconds). Each frame has a call of its own, and of two calls the earlier one may end last.
    Raises `ConnectionUnknown`, `FrameInvalid`, or `FrameUnknown` for a visitor's socket.
    """
    found = sockets.check(connection_id)
    if not found.session:
        raise FrameUnknown()
    if conversation_id is not None and not CONVERSATION_ID.fullmatch(conversation_id):
        raise FrameInvalid("conversation_id")
    connections.set_viewing(connection_id, found.audience, conversation_id or "", said_at)
    audience = connections.read(found.audience)
    if found.viewing != (conversation_id or ""):
        presence.announce_socket(connection_id, found, audience, new=found.viewing is None)
        if found.viewing is None:  # the first frame of a new socket
            sockets.announce_elsewhere(connection_id, found, new=True)
    return team_view(audience, parse_session_key(found.session)[0])


def choose(caller: AdminCaller, away: bool) -> TeamView:
    """Stores that an admin chose to be away, or online again: on all devices, until the admin chooses otherwise."""
    audience = events.admins_audience(caller.site_id)
    connections.choose(audience, caller.admin_id, away)
    now = connections.read(audience)
    before = Audience(now.sockets, now.chose_away ^ {caller.admin_id})
    presence.announce(caller.admin_id, caller.name, before, now, now.sockets)
    return team_view(now, caller.admin_id)


def team_view(audience: Audience, admin_id: str) -> TeamView:
    return TeamView(presence.team(audience), admin_id in audience.chose_away)


def type_in(connection_id: str, conversation_id: str, stopped: bool = False) -> None:
    """Pushes that somebody types, or stopped: to the conversation's visitor, and the admins who have it open.

    Stores nothing. A conversation whose events the socket does not receive is ignored, and so is a socket that says
    either more often than every two seconds. Raises `ConnectionUnknown`.
    """
    if not may_type(connection_id, stopped):
        return
    found = sockets.check(connection_id)
    if not (CONVERSATION_ID.fullmatch(conversation_id) and found.only in ("", conversation_id)):
        return
    for conversation in conversations.many([conversation_id]):
        if found.audience in events.audiences(conversation):
            resume.refuse_blocked([conversation], found.audience)
            push_typing(connection_id, found, conversation, stopped)


def may_type(connection_id: str, stopped: bool = False) -> bool:
    """Limits a socket in this process, without a request to the store: an event that is left out is not missed."""
    now = time.monotonic()
    said = (connection_id, stopped)
    if now - typed.get(said, -TYPING_SECONDS) < TYPING_SECONDS:
        return False
    if len(typed) >= MOST_KNOWN:
        typed.clear()
    typed[said] = now
    return True


def push_typing(connection_id: str, typist: Pointer, conversation: Conversation, stopped: bool) -> None:
    """The dashboard shows it beside the text box only, so pages with another conversation open do not receive it."""
    visitors, admins = events.audiences(conversation)
    if typist.session:
        to_visitor = events.typing(conversation, "admin", typist.name, stopped=stopped)
        fanout.publish_to(lambda: fanout.everybody([visitors], to_visitor, ""), to_visitor)
        admin_id = parse_session_key(typist.session)[0]
        event = events.typing(conversation, "admin", typist.name, admin_id=admin_id, stopped=stopped)
    else:
        event = events.typing(conversation, "visitor", conversation.visitor_name, stopped=stopped)

    def viewers() -> list[Connection]:
        found = connections.in_audience(admins)
        return [socket for socket in found if socket.viewing == conversation.id and socket.id != connection_id]

    fanout.publish_to(viewers, event)


def for_visitors(site: Site) -> VisitorsTeam | None:
    """Returns who is there and the usual reply time, or None if the site does not show it. Costs one strong query."""
    if not site.show_presence:
        return None
    members = presence.team(presence.read(site.site_id))
    online = [member for member in members if member.state == "online"]
    shown = online[:MOST_NAMES]
    return VisitorsTeam(
        [member.name for member in shown],
        bool(members) and not online,
        usual_reply_ms(site),
        [site.picture(face_of(member.id)) for member in shown],
    )


def usual_reply_ms(site: Site) -> int | None:
    """The median of the last reply times."""
    times = sorted(int(each.rpartition(" ")[2]) for each in site.reply_times)
    return times[len(times) // 2] if len(times) >= LEAST_REPLIES else None
