"""The body of every refusal, and the document that describes every call."""

from typing import Any

from typing_extensions import NotRequired, TypedDict

from chalicelib.events.desk_shapes import DeskState


class RefusalFields(TypedDict):
    code: str
    message: str
    field: NotRequired[str]


class Error(TypedDict):
    """`state`: of the conversation at the desk, beside `assigned_meanwhile`."""

    error: RefusalFields
    state: NotRequired[DeskState]


class Contract(TypedDict):
    openapi: str
    info: dict[str, Any]
    servers: list[dict[str, Any]]
    paths: dict[str, Any]
    components: dict[str, Any]
