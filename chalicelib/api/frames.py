"""What pages send on a socket. Idle pages send `ping` only: it is parsed without pydantic, which is not loaded then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from chalicelib.api.json_objects import JsonObject, json_object
from chalicelib.errors import FrameInvalid, FrameUnknown, InvalidField, InvalidJson

if TYPE_CHECKING:
    from typing_extensions import NotRequired

    from chalicelib.api.schemas.frames import Frame


class Ping(TypedDict):
    """`away`: nobody has used the admin's page for a while."""

    type: Literal["ping"]
    away: NotRequired[bool]


def parse(body: str) -> Ping | Frame:
    """Raises `FrameInvalid` or `FrameUnknown`."""
    try:
        fields = json_object(body)
    except InvalidJson as error:
        raise FrameInvalid() from error
    kind = fields.get("type")
    if not isinstance(kind, str):
        raise FrameInvalid("type")
    return ping(fields) if kind == "ping" else validated(kind, fields)


def ping(fields: JsonObject) -> Ping:
    """Any other field of a `ping` is ignored."""
    if "away" not in fields:
        return {"type": "ping"}
    if not isinstance(fields["away"], bool):
        raise FrameInvalid("away")
    return {"type": "ping", "away": fields["away"]}


def validated(kind: str, fields: JsonObject) -> Frame:
    from chalicelib.api import parsing
    from chalicelib.api.schemas.frames import SCHEMAS

    schema = SCHEMAS.get(kind)
    if schema is None:
        raise FrameUnknown()
    try:
        return parsing.validated(schema, fields)
    except InvalidField as error:
        raise FrameInvalid(error.field, error.message) from error
