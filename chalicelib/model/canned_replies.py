"""Replies that a team has prepared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CannedReply:
    """`name`: what an admin types to find it, unique in the site. `text`: has the Markdown of admins' messages, and
    placeholders, which the dashboard fills. `revision`: 1, and one more with each change."""

    id: str
    name: str
    title: str
    text: str
    revision: int
    changed_at: int  # ms
    changed_by: str  # the name of an admin
