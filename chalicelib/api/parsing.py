"""From what arrived to a schema, or to the refusal with the right code."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from chalice.app import Request
from pydantic import ValidationError

from chalicelib.api.schemas import Schema
from chalicelib.errors import InvalidField, InvalidJson, Refusal, RequestTooLarge, UnsupportedMediaType

MAX_BODY_BYTES = 64 * 1024
UTF_8 = {"utf-8", "utf8", "us-ascii"}

S = TypeVar("S", bound=Schema)


def body(request: Request, schema: type[S]) -> S:
    """Raises a `Refusal` whose code says what is wrong with the body."""
    if not is_json(request.headers.get("content-type") or "application/json"):
        raise UnsupportedMediaType()
    return validated(schema, json_object(raw_body(request)))


def is_json(content_type: str) -> bool:
    """Is this JSON in UTF-8? API Gateway takes every body for UTF-8 and replaces what is not, so that a text in another
    charset arrives damaged: only what the sender declares tells."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    named = (parameter.partition("=") for parameter in parameters)
    charsets = {value.strip('" ') for name, _, value in named if name.strip() == "charset"}
    return media_type == "application/json" and charsets <= UTF_8


def raw_body(request: Request) -> bytes:
    try:
        raw: bytes = request.raw_body
    except ValueError as error:  # base64 or UTF-8 that is neither
        raise InvalidJson() from error
    if len(raw) > MAX_BODY_BYTES:
        raise RequestTooLarge()
    return raw


def query(request: Request, schema: type[S]) -> S:
    """Raises a `Refusal` whose code says what is wrong with the query string."""
    parameters = request.query_params
    values = {name: parameters.getlist(name) for name in parameters or ()}
    return validated(schema, {name: given[0] if len(given) == 1 else given for name, given in values.items()})


def json_object(raw: bytes | str) -> dict[str, Any]:
    """Parses a JSON object. Raises `InvalidJson` for anything else, however deep or long."""
    try:
        value = json.loads(raw.decode() if isinstance(raw, bytes) else raw)  # of bytes it would take UTF-16 too
    except (ValueError, RecursionError) as error:
        raise InvalidJson() from error
    if not isinstance(value, dict):
        raise InvalidJson()
    return value


def validated(schema: type[S], values: Mapping[str, Any]) -> S:
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise refusal_of(error, schema) from error


def refusal_of(error: ValidationError, schema: type[Schema]) -> Refusal:
    """Maps the first broken rule to a code: a rule of ours has its own, the rest are named by the field."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field, kind = str(first["loc"][0]) if first["loc"] else None, first["type"]
    if len(first["loc"]) > 1:  # within a field: the field is to blame
        return InvalidField(f"{field}_invalid", field, f"The value of {field} is not valid: {first['msg']}.")
    if kind == "missing":
        return InvalidField("field_missing", field, f"The field {field} is missing.")
    if kind == "extra_forbidden" or field is None:  # pydantic cannot name a field with half a character in its name
        return InvalidField("field_unknown", None, f"Only these are known here: {', '.join(schema.model_fields)}.")
    if kind.startswith("message_"):
        return InvalidField(kind, field, first["msg"])
    return InvalidField(f"{field}_invalid", field, f"The value of {field} is not valid: {first['msg']}.")
