"""What pages send on a socket, apart from `ping`."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.fields import MessageId
from chalicelib.api.schemas import Schema

MOST_CURSORS = 20  # in one frame: each is a read

ConversationId = Annotated[str, Field(max_length=64)]


class Resume(Schema):
    """The cursors of the conversations that the page has open. `away`: as in a `ping`."""

    type: Literal["resume"]
    cursors: Annotated[dict[ConversationId, MessageId], Field(max_length=MOST_CURSORS)]
    away: bool | None = None


class View(Schema):
    """The conversation that an admin's page has open, if any."""

    type: Literal["viewing"]
    conversation_id: ConversationId | None


class Type(Schema):
    """Somebody types in this conversation, or has `stopped` without sending the text. Not answered."""

    type: Literal["typing"]
    conversation_id: ConversationId
    stopped: bool = False


Frame = Resume | View | Type

SCHEMAS: dict[str, type[Frame]] = {"resume": Resume, "viewing": View, "typing": Type}
