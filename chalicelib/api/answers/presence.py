"""Who is there: for the site's admins, and for its visitors."""

from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import Number, Time
from chalicelib.model import PresenceState


class PresentAdmin(TypedDict):
    """`viewing`: the conversations that the admin has open."""

    id: str
    name: str
    state: PresenceState
    viewing: list[str]


class Present(TypedDict):
    """The admins who have a page open; all others are offline. `away`: whether the caller chose to be away."""

    at: Time
    away: bool
    admins: list[PresentAdmin]


class TeamForVisitors(TypedDict):
    """`online`: names. `pictures`: the names of their files, null for none; left out where nobody has one. `away`:
    somebody has a page open, but nobody is online. `reply_ms`: the usual reply time.
    """

    online: list[str]
    pictures: NotRequired[list[str | None]]
    away: bool
    reply_ms: Number | None
