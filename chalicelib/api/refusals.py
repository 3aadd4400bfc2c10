"""The codes that each call may be refused with, by status, for the OpenAPI document."""

from collections.abc import Iterator

from chalicelib.api.registry import Registered
from chalicelib.api.schemas import Schema
from chalicelib.errors import InvalidField, InvalidJson, Refusal, RequestTooLarge, TokenTwice, UnsupportedMediaType

OF_BODIES = {InvalidJson, RequestTooLarge, UnsupportedMediaType}
OF_ANY_CALL = {429, 500, 503}  # independent of the request


def of(call: Registered) -> dict[int, list[str]]:
    found: dict[int, set[str]] = {}
    for refusal in all_refusals(Refusal):
        if is_possible(call, refusal):
            found.setdefault(refusal.status, set()).add(refusal.code)
    for schema in (call.body, call.query):
        if schema:
            found.setdefault(400, set()).update(of_schema(schema))
    if call.simple:
        found.setdefault(400, set()).add("field_unknown")
    return {status: sorted(found[status]) for status in sorted(found)}


def all_refusals(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        if child is not InvalidField and not (child.socket_only or child.gateway_only):
            yield child
        yield from all_refusals(child)


def is_possible(call: Registered, refusal: type[Refusal]) -> bool:
    if refusal.status in OF_ANY_CALL:
        return True
    if refusal in OF_BODIES:
        return call.body is not None or call.simple
    if refusal is TokenTwice:
        return call.simple and call.takes_token
    return call.takes_token or call.body is not None or call.query is not None


def of_schema(schema: type[Schema]) -> set[str]:
    """A rule with codes of its own names them in its JSON schema; the other codes are named by the field."""
    codes = {"field_unknown"}
    for name, rule in schema.model_json_schema()["properties"].items():
        codes.update(rule.get("x-codes", [f"{name}_invalid"]))
    if any(field.is_required() for field in schema.model_fields.values()):
        codes.add("field_missing")
    return codes
