"""What a session begins with, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.config import config

if TYPE_CHECKING:
    from chalicelib.api.answers.presence import TeamForVisitors
    from chalicelib.api.answers.visitor import Delivery
    from chalicelib.chat.presence import VisitorsTeam
    from chalicelib.model import Site


def delivery(site: Site) -> Delivery:
    """How pages reach the socket, and how often they request messages (milliseconds)."""
    return {
        "socket_url": config().socket_url,
        "intervals": {"poll_ms": site.poll_ms, "check_ms": site.check_ms},
    }


def visitors_team(team: VisitorsTeam) -> TeamForVisitors:
    shown: TeamForVisitors = {"online": team.online, "away": team.away, "reply_ms": team.reply_ms}
    if any(team.pictures):
        shown["pictures"] = team.pictures
    return shown
