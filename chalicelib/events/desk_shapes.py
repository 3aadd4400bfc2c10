"""The types of the desk log, as admins' pages see it."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import Number, Time


class ColleagueFields(TypedDict):
    id: str
    name: str


class DeskEntryFields(TypedDict):
    """An entry of the desk log: a note, or what its `kind` says.

    `edited` and `deleted` are about the note with the number `target`, and an `edited` one has its new text. An edit
    without a `target` was followed by another edit, or by a deletion.
    """

    id: Annotated[int, Field(ge=1, description="Its number in the desk log: 1, 2, 3 ... without holes")]
    client_id: str
    kind: Literal["note", "edited", "deleted", "assigned", "tagged", "snoozed", "linked", "unlinked"]
    author: ColleagueFields
    sent_at: Time
    at_id: Annotated[int, Field(ge=0, description="It is shown after this message")]
    body: NotRequired[str]
    mentions: NotRequired[Annotated[list[str], Field(description="Ids of colleagues")]]
    target: NotRequired[Annotated[int, Field(ge=1, description="The number of the note that it is about")]]
    edited: NotRequired[Annotated[Literal[True], Field(description="The text is not the first one")]]
    deleted: NotRequired[Annotated[Literal[True], Field(description="The text is gone")]]
    assignee: NotRequired[Annotated[ColleagueFields | None, Field(description="null: nobody")]]
    left: NotRequired[
        Annotated[ColleagueFields, Field(description="Who had it: the author has removed them from the team")]
    ]
    added: NotRequired[list[str]]
    removed: NotRequired[list[str]]
    until: NotRequired[Annotated[Time, Field(description="Left out where the snooze was ended")]]
    other_id: NotRequired[Annotated[str, Field(description="Of a link: the other conversation")]]


class DeskState(TypedDict):
    """What follows from the desk log up to `desk_id`. A `snoozed_until` in the past: the snooze has ended."""

    assignee_id: str | None
    tags: list[str]
    snoozed_until: Time | None
    desk_id: Number
    links: NotRequired[Annotated[list[str], Field(description="Of conversations with the same person")]]


class DeskChanged(TypedDict):
    """For admins. `id` is the entry's number in the desk log."""

    type: Literal["DeskChanged"]
    conversation_id: str
    id: int
    entry: DeskEntryFields
    state: DeskState


class ColleaguesChanged(TypedDict):
    """For admins. Somebody has joined or left the team, or has another role. It names nobody: the list says who."""

    type: Literal["ColleaguesChanged"]
