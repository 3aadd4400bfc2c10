"""Which admins are there at the moment."""

from chalicelib import events
from chalicelib.realtime import sockets
from chalicelib.storage import connections


def online(site_id: str) -> set[str]:
    """Returns the ids of the admins who have the site's dashboard open."""
    found = connections.in_audience(events.admins_audience(site_id))
    return {sockets.parse_session_key(connection.session)[0] for connection in found if connection.session}
