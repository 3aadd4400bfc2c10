"""What the team does with a conversation. Only admins' calls return it."""

from typing import Annotated

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.conversations import ConversationFields
from chalicelib.events.desk_shapes import ColleagueFields, DeskEntryFields, DeskState


class DeskLog(TypedDict):
    entries: list[DeskEntryFields]
    last_id: Annotated[int, Field(ge=0, description="The last number in this answer: since_id= of the next request")]
    has_more: bool
    state: DeskState
    conversation: Annotated[ConversationFields, Field(description="As in the inbox")]
    first_id: NotRequired[
        Annotated[
            int, Field(ge=2, description="Entries with lower numbers are deleted; omitted where it begins with 1")
        ]
    ]


class StoredNote(TypedDict):
    entry: DeskEntryFields


class ChangedDesk(TypedDict):
    """`entry`: left out if the conversation was so already."""

    entry: NotRequired[DeskEntryFields]
    state: DeskState


class Colleagues(TypedDict):
    """By name."""

    colleagues: list[ColleagueFields]
