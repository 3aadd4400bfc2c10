"""What an alert says, the same by every channel."""

from dataclasses import dataclass

from chalicelib.config import config
from chalicelib.model import Site

PREVIEW_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Alert:
    """A visitor, or several of them, whose messages no admin has read.

    A digest has no single conversation: `conversation_id`, `visitor_name` and `preview` are "", and `conversations`
    says how many wait.
    """

    id: str  # the same for every channel and every attempt: what a channel's claims begin with
    site: Site
    conversation_id: str
    visitor_name: str
    preview: str  # the beginning of what the visitor wrote, up to 300 characters, lines separated by "\n"
    waiting_since: int  # when the first unread message was sent
    messages: int  # unread ones of visitors
    conversations: int = 1

    @property
    def is_digest(self) -> bool:
        return self.conversations > 1

    @property
    def title(self) -> str:
        if self.is_digest:
            return f"{self.conversations} conversations are waiting"
        return f"{self.visitor_name} is waiting"

    @property
    def link(self) -> str | None:
        """To the conversation in the dashboard, or to the inbox. None where the dashboard's address is not known."""
        place = f"c/{self.conversation_id}" if self.conversation_id else ""
        return dashboard_link(place)


def dashboard_link(place: str) -> str | None:
    """`place`: what follows `#/` in the dashboard's address, as in admin_static/route.js."""
    url = config().dashboard_url
    return f"{url.rstrip('/')}/#/{place}" if url else None
