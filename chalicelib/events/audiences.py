"""Who receives an event: the sockets of a visitor, or of a site's admins."""

from chalicelib.model import AdminCaller, Caller, Conversation


def visitor_audience(visitor_id: str) -> str:
    """The tabs of a visitor, each with one socket for all of the visitor's conversations."""
    return f"visitor#{visitor_id}"


def admins_audience(site_id: str) -> str:
    """The admins of a site, each with one socket for all its conversations."""
    return f"admins#{site_id}"


def site_of(admins: str) -> str:
    """The site of an audience of admins."""
    return admins.removeprefix(admins_audience(""))


def is_of_admins(audience: str) -> bool:
    return audience.startswith(admins_audience(""))


def audiences(conversation: Conversation) -> tuple[str, str]:
    """The audiences of a conversation's events."""
    return visitor_audience(conversation.visitor_id), admins_audience(conversation.site_id)


def session_of(caller: Caller) -> str:
    """The session of an admin's sockets; "" for a visitor."""
    return f"{caller.admin_id}/{caller.session_id}" if isinstance(caller, AdminCaller) else ""
