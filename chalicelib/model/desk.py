"""The desk log: what the team does with a conversation, which no visitor sees."""

from dataclasses import dataclass
from typing import Literal

DeskKind = Literal["note", "edited", "deleted", "assigned", "tagged", "snoozed", "linked", "unlinked"]

DeskPart = Literal["open", "snoozed"]  # of the conversations that are not closed

MOST_TAGS = 20  # of a conversation
TAG_CHARACTERS = 40
MOST_MENTIONS = 20  # of a note
MOST_LINKS = 10  # of a conversation


@dataclass(frozen=True, slots=True)
class Colleague:
    """An admin of the same site."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """One entry of a conversation's desk log. `id` is its number there: 1, 2, 3 ... without holes.

    As in the conversation's own log, the row of a note always has the present text: an edit changes it, and a deletion
    empties it. The entry of the edit or the deletion tells pages that have read the note before. Only the last edit of
    a note has its text.
    """

    conversation_id: str
    id: int
    client_id: str
    kind: DeskKind
    author_id: str
    author_name: str
    sent_at: int
    at_id: int  # the last number of the conversation's own log when it was written
    body: str = ""  # of a note, and of its last edit
    mentions: tuple[str, ...] = ()  # of a note: ids of colleagues
    target: int = 0  # the number of the note that an edit or a deletion is about; 0: of none
    edited_by: int = 0  # of a note: the number of its last edit
    deleted: bool = False  # of a note: its text is gone
    assignee_id: str = ""  # "": nobody
    assignee_name: str = ""
    left_id: str = ""  # of an assignment to nobody: the assignee, whom the author has removed from the team
    left_name: str = ""
    added: tuple[str, ...] = ()  # tags
    removed: tuple[str, ...] = ()
    until: int = 0  # of a snooze; 0: it was ended
    other_id: str = ""  # of a link: the other conversation
    expires_at: int | None = None  # epoch seconds; None: never


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """An entry before it has a number. `at_id`: where its author saw the end of the conversation; None: at its end."""

    client_id: str
    kind: DeskKind
    after: int  # the author's cursor in the desk log
    at_id: int | None = None
    body: str = ""
    mentions: tuple[str, ...] = ()
    target: int = 0
