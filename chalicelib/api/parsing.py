"""From a request to a schema, or to the refusal with the right code."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from chalice.app import Request
from pydantic import ValidationError

from chalicelib.api.json_objects import json_object
from chalicelib.api.schemas import Schema
from chalicelib.errors import InvalidField, InvalidJson, Refusal, RequestTooLarge, UnsupportedMediaType

MAX_BODY_BYTES = 64 * 1024
JSON, TEXT = "application/json", "text/plain"
UTF_8 = {"utf-8", "utf8", "us-ascii"}
OWN_CODES = ("message_", "hours_", "look_", "faq_", "search_")  # how the codes of our own rules begin
TRUTH = {"true": True, "false": False}
DIGITS = re.compile(r"[0-9]{1,16}")

S = TypeVar("S", bound=Schema)


def body(request: Request, schema: type[S]) -> S:
    """Raises a `Refusal` whose code names the error in the body."""
    if media_type(request) != JSON:
        raise UnsupportedMediaType()
    return validated(schema, json_object(raw_body(request)))


def media_type(request: Request) -> str:
    """Returns the body's media type in lower case, without parameters; a body without one is JSON.

    Raises `UnsupportedMediaType` for a declared charset other than UTF-8. API Gateway reads every body as UTF-8 and
    replaces invalid bytes, so a text in another charset arrives damaged, and only the declaration shows it.
    """
    return kind_of(request.headers.get("content-type") or JSON)


@lru_cache(16)  # nearly all calls have one of two
def kind_of(content_type: str) -> str:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    named = (parameter.partition("=") for parameter in parameters)
    charsets = {value.strip('" ') for name, _, value in named if name.strip() == "charset"}
    if not charsets <= UTF_8:
        raise UnsupportedMediaType()
    return kind


def raw_body(request: Request) -> bytes:
    try:
        raw: bytes = request.raw_body
    except ValueError as error:  # invalid base64 or UTF-8
        raise InvalidJson() from error
    if len(raw) > MAX_BODY_BYTES:
        raise RequestTooLarge()
    return raw


def query(request: Request, schema: type[S]) -> S:
    """Raises a `Refusal` whose code names the error in the query string."""
    parameters = request.query_params
    texts = {name: parameters.getlist(name) for name in parameters or ()}
    return validated(schema, {name: query_value(schema, name, given) for name, given in texts.items()})


def query_value(schema: type[Schema], name: str, given: list[str]) -> Any:
    """A query string has only texts: digits are a number, and true a truth value, where the schema has one."""
    if len(given) != 1:
        return given
    field = schema.model_fields.get(name)
    kind = field.annotation if field is not None else None
    if kind is bool and given[0] in TRUTH:
        return TRUTH[given[0]]
    return int(given[0]) if kind is int and DIGITS.fullmatch(given[0]) else given[0]


def validated(schema: type[S], values: Mapping[str, Any]) -> S:
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise refusal_of(error, schema) from error


def refusal_of(error: ValidationError, schema: type[Schema]) -> Refusal:
    """Maps the first broken rule to a code: our own rules have one, all others are named by the field."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field, kind = str(first["loc"][0]) if first["loc"] else None, first["type"]
    if kind.startswith(OWN_CODES):
        return InvalidField(kind, field, first["msg"])
    if len(first["loc"]) > 1:  # inside a field: report the field
        inside = first["loc"][: -1 if kind == "extra_forbidden" else None]  # an unknown name may be any text
        place = ".".join(map(str, inside))
        return InvalidField(f"{field}_invalid", field, f"The value of {place} is not valid: {first['msg']}.")
    if kind == "missing":
        return InvalidField("field_missing", field, f"The field {field} is missing.")
    if kind == "extra_forbidden" or field is None:  # pydantic cannot name a field with half a character in its name
        known = ", ".join(schema.model_fields)
        return InvalidField("field_unknown", None, f"Only these fields are allowed here: {known}.")
    return InvalidField(f"{field}_invalid", field, f"The value of {field} is not valid: {first['msg']}.")
