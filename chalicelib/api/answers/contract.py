"""The body of every refusal, and the document that describes every call."""

from typing import Any

from typing_extensions import NotRequired, TypedDict


class RefusalFields(TypedDict):
    code: str
    message: str
    field: NotRequired[str]


class Error(TypedDict):
    error: RefusalFields


class Contract(TypedDict):
    openapi: str
    info: dict[str, Any]
    servers: list[dict[str, Any]]
    paths: dict[str, Any]
    components: dict[str, Any]
