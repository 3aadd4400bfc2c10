"""What a search finds."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.conversations import ConversationFields
from chalicelib.events.shapes import Number, Time
from chalicelib.model import SenderType


class SnippetPiece(TypedDict):
    text: str
    match: NotRequired[Literal[True]]


class FoundMessage(TypedDict):
    """`visitor_name`: of the conversation's visitor. `snippet`: the text around what was found, in pieces."""

    conversation_id: str
    visitor_name: str
    id: Number
    sent_at: Time
    sender_type: SenderType
    sender_name: str
    snippet: list[SnippetPiece]


class Found(TypedDict):
    conversations: Annotated[
        list[ConversationFields], Field(description="By the visitor's names and addresses, and by tags; newest first")
    ]
    messages: Annotated[list[FoundMessage], Field(description="By their text, newest first")]
    reach: Annotated[
        Time | None, Field(description="Messages since then were searched; null: this site's messages are not indexed")
    ]
    more: Annotated[bool, Field(description="There may be more conversations or messages than these")]
    older: Annotated[str | None, Field(description="For older messages: before=; null at the end")]
