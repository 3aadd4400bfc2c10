"""Who of a site's admins is there: read from the rows of their sockets, so that it needs no rows of its own.

An admin is online while a page of theirs is open and somebody has used it lately, unless they chose to be away. A
socket whose page vanished without closing it, such as that of a closed laptop, counts until its session should have
been checked again: see `PRESENT_SECONDS`.
"""

import time
from dataclasses import replace

from chalicelib import events
from chalicelib.model import Connection, PresenceState, TeamMember
from chalicelib.realtime import fanout
from chalicelib.storage import connections
from chalicelib.storage.connections import Audience, Pointer

# A heartbeat stores every five minutes that the session is valid (`chat/sockets.py`), and comes every 50 seconds. A
# socket without that mark for longer has no page.
PRESENT_SECONDS = 7 * 60


def online(site_id: str) -> set[str]:
    """Returns the ids of the admins who are there and not away. Costs one strong query."""
    return {member.id for member in team(read(site_id)) if member.state == "online"}


def read(site_id: str) -> Audience:
    return connections.read(events.admins_audience(site_id))


def team(audience: Audience) -> list[TeamMember]:
    """Lists the admins who have a page open, by name. All others of the site are offline."""
    found = [member(audience, admin_id) for admin_id in {socket.admin_id for socket in present(audience)}]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def member(audience: Audience, admin_id: str) -> TeamMember:
    """An admin as they are now. The name is "" if there is no socket."""
    own = [socket for socket in present(audience) if socket.admin_id == admin_id]
    return TeamMember(
        id=admin_id,
        name=own[0].name if own else "",
        state=state(own, admin_id in audience.chose_away),
        viewing=tuple(sorted({socket.viewing for socket in own if socket.viewing})),
    )


def state(own: list[Connection], chose_away: bool) -> PresenceState:
    if not own:
        return "offline"
    return "away" if chose_away or all(socket.away for socket in own) else "online"


def present(audience: Audience) -> list[Connection]:
    now = time.time()
    return [socket for socket in audience.sockets if socket.admin_id and now - socket.checked_at <= PRESENT_SECONDS]


def announce_socket(connection_id: str, before: Pointer, now: Audience, new: bool = False) -> None:
    """Pushes to the other sockets of the site's admins what the change of one socket means for its admin.

    `before`: what was stored of it; a `new` one was not announced yet. An admin with another page in use stays online.
    """
    other = [socket for socket in now.sockets if socket.id != connection_id]
    was = Connection(
        id=connection_id,
        audience=before.audience,
        endpoint="",
        expires_at=0,
        session=before.session,
        checked_at=before.checked_at,
        name=before.name,
        away=before.away,
        viewing=before.viewing or "",
    )
    known = other if new else [*other, was]
    announce(was.admin_id, was.name, Audience(known, now.chose_away), now, other)


def announce(admin_id: str, name: str, before: Audience, now: Audience, to: list[Connection]) -> None:
    """Pushes what has changed about one admin. Never raises."""
    was, is_now = member(before, admin_id), replace(member(now, admin_id), name=name)
    if was.state != is_now.state:
        fanout.publish_to(lambda: to, events.presence(is_now))
    if was.viewing != is_now.viewing and is_now.state != "offline":
        fanout.publish_to(lambda: to, events.viewing(is_now))
