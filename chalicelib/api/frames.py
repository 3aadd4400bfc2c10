"""Every frame on a socket besides the events: what pages send, and what the server answers."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib.api import parsing
from chalicelib.api.answers.contract import Error
from chalicelib.api.fields import MessageId
from chalicelib.api.schemas import Schema
from chalicelib.errors import FrameInvalid, FrameUnknown, InvalidField, InvalidJson

MOST_CURSORS = 20  # in one frame: each is a read


class Ping(TypedDict):
    type: Literal["ping"]


class Resume(Schema):
    """The cursors of the conversations that the page has open."""

    type: Literal["resume"]
    cursors: Annotated[dict[Annotated[str, Field(max_length=64)], MessageId], Field(max_length=MOST_CURSORS)]


class Pong(TypedDict):
    type: Literal["pong"]


class Resumed(TypedDict):
    """The last numbers of the conversations that have messages after the page's cursor."""

    type: Literal["resumed"]
    behind: dict[str, int]


class ErrorFrame(Error):
    type: Literal["error"]


Answer = Pong | Resumed | ErrorFrame


def parse(body: str) -> Ping | Resume:
    """Raises `FrameInvalid` or `FrameUnknown`."""
    try:
        fields = parsing.json_object(body)
    except InvalidJson as error:
        raise FrameInvalid() from error
    kind = fields.get("type")
    if not isinstance(kind, str):
        raise FrameInvalid("type")
    if kind == "ping":
        return {"type": "ping"}
    if kind != "resume":
        raise FrameUnknown()
    try:
        return parsing.validated(Resume, fields)
    except InvalidField as error:
        raise FrameInvalid(error.field, error.message) from error
