"""Every frame on a socket besides the events: what pages send, and what the server answers."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api import parsing
from chalicelib.api.answers.contract import Error
from chalicelib.api.answers.presence import Present
from chalicelib.api.fields import MessageId
from chalicelib.api.schemas import Schema
from chalicelib.errors import FrameInvalid, FrameUnknown, InvalidField, InvalidJson

MOST_CURSORS = 20  # in one frame: each is a read


ConversationId = Annotated[str, Field(max_length=64)]


class Ping(TypedDict):
    """`away`, here and in `Resume`: nobody has used the admin's page for a while."""

    type: Literal["ping"]
    away: NotRequired[bool]


class Resume(Schema):
    """The cursors of the conversations that the page has open."""

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


class Pong(TypedDict):
    type: Literal["pong"]


class Resumed(TypedDict):
    """The last numbers of the conversations that have messages after the page's cursor."""

    type: Literal["resumed"]
    behind: dict[str, int]


class Team(Present):
    type: Literal["team"]


class ErrorFrame(Error):
    type: Literal["error"]


Frame = Ping | Resume | View | Type
Answer = Pong | Resumed | Team | ErrorFrame

SCHEMAS: dict[str, type[Resume | View | Type]] = {"resume": Resume, "viewing": View, "typing": Type}


def parse(body: str) -> Frame:
    """Raises `FrameInvalid` or `FrameUnknown`."""
    try:
        fields = parsing.json_object(body)
    except InvalidJson as error:
        raise FrameInvalid() from error
    kind = fields.get("type")
    if not isinstance(kind, str):
        raise FrameInvalid("type")
    if kind == "ping":
        return ping(fields)
    schema = SCHEMAS.get(kind)
    if schema is None:
        raise FrameUnknown()
    try:
        return parsing.validated(schema, fields)
    except InvalidField as error:
        raise FrameInvalid(error.field, error.message) from error


def ping(fields: parsing.JsonObject) -> Ping:
    """Any other field of a `ping` is ignored."""
    if "away" not in fields:
        return {"type": "ping"}
    if not isinstance(fields["away"], bool):
        raise FrameInvalid("away")
    return {"type": "ping", "away": fields["away"]}
