"""The OpenAPI 3.1 document of every call: made from the schemas of requests, the annotated answers of handlers, and the
refusals with their codes. Built once a process, at the first request for it."""

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from chalicelib import VERSION
from chalicelib.api import refusals, routes
from chalicelib.api.answers.contract import Contract, Error
from chalicelib.api.json_objects import JsonObject
from chalicelib.api.parsing import JSON, TEXT
from chalicelib.api.registry import CALLS, Registered
from chalicelib.api.schemas import Schema

REFERENCE = "#/components/schemas/{model}"
DESCRIPTION = """Live chat between the visitors of a website and its admins. There are no cookies: a token goes in the
Authorization header, or, in a POST whose JSON is sent as text/plain, in the body's field token: browsers send no
preflight for that. Every refusal has one shape and a stable code. Answers may gain fields; a request with a field that
is not described here is refused. docs/protocol.md describes how to send, how to catch up, and the socket."""
TOKENS = {
    "visitor": "The token of POST /chatbot/session. Pages send their Origin, which must be on the site's list.",
    "admin": "The token of POST /admin/session.",
}
TOKEN = {"type": "string", "description": "Instead of the Authorization header"}
REQUEST_ID = {"description": "Identifies this call in the server's log", "schema": {"type": "string"}}
RETRY_AFTER = {"description": "Seconds to wait before sending the same request again", "schema": {"type": "integer"}}


class WithoutTitles(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def document() -> Contract:
    for module in routes.PATHS:
        routes.imported(module)
    shapes, definitions = json_schemas()
    paths: JsonObject = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method.lower()] = operation(call, shapes, definitions)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Porchlight", "version": VERSION, "description": " ".join(DESCRIPTION.split())},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": definitions,
            "responses": shared_refusals(),
            "securitySchemes": {
                name: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": text}
                for name, text in TOKENS.items()
            },
        },
    }


def json_schemas() -> tuple[dict[Any, Any], JsonObject]:
    """Returns the JSON schema of each schema and shape, and the definitions that they refer to."""
    sent = {call.body for call in CALLS if call.body}
    answered = {Error, *(shape for call in CALLS for shape in call.answers.values())}
    inputs = [
        *((each, "validation", TypeAdapter(each)) for each in sorted(sent, key=by_name)),
        *((each, "serialization", TypeAdapter(each)) for each in sorted(answered, key=by_name)),
    ]
    found, together = TypeAdapter.json_schemas(inputs, ref_template=REFERENCE, schema_generator=WithoutTitles)  # type: ignore[arg-type]
    return {shape: schema for (shape, _), schema in found.items()}, together["$defs"]


def by_name(each: Any) -> str:
    return f"{each.__name__} {each.__module__}"


def operation(call: Registered, shapes: dict[Any, Any], definitions: JsonObject) -> JsonObject:
    described = {
        "operationId": call.name,
        "summary": call.name.rpartition(".")[2].replace("_", " ").capitalize(),
        "tags": [call.name.partition(".")[0]],
        "security": security(call),
        "parameters": parameters(call),
        "responses": {**answers(call, shapes), **refused(call)},
    }
    if content := bodies(call, shapes, definitions):
        described["requestBody"] = {"required": call.body is not None, "content": content}
    return described


def bodies(call: Registered, shapes: dict[Any, Any], definitions: JsonObject) -> JsonObject:
    """The body by media type: as JSON, and as a simple call sends it, which may carry the token."""
    found = {JSON: {"schema": shapes[call.body]}} if call.body else {}
    if call.simple and (call.body or call.takes_token):
        name = shapes[call.body]["$ref"].rpartition("/")[2] if call.body else None
        found[TEXT] = {"schema": simple(definitions[name] if name else {}, call.takes_token)}
    return found


def simple(schema: JsonObject, takes_token: bool) -> JsonObject:
    own = {"type": "object", "additionalProperties": False, **schema}
    return {**own, "properties": {**own.get("properties", {}), **({"token": TOKEN} if takes_token else {})}}


def security(call: Registered) -> list[dict[str, list[str]]]:
    if call.caller.scheme is None:
        return []
    required: list[dict[str, list[str]]] = [{call.caller.scheme: []}]
    return required if call.caller.recognise else [{}, *required]


def parameters(call: Registered) -> list[JsonObject]:
    named = re.findall(r"{(\w+)}", call.path)
    in_path = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    return in_path + (in_query(call.query) if call.query else [])


def in_query(schema: type[Schema]) -> list[JsonObject]:
    described = schema.model_json_schema(schema_generator=WithoutTitles)
    required = described.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": without_null(rule)}
        for name, rule in described["properties"].items()
    ]


def without_null(rule: JsonObject) -> JsonObject:
    """A parameter may be omitted, but not null."""
    if "anyOf" not in rule:
        return rule
    return next(option for option in rule["anyOf"] if option != {"type": "null"})


def answers(call: Registered, shapes: dict[Any, Any]) -> JsonObject:
    return {
        str(status): {
            "description": "Done",
            "headers": {"X-Request-Id": REQUEST_ID},
            "content": {call.media_type: {"schema": shapes[shape]}},
        }
        for status, shape in call.answers.items()
    }


def refused(call: Registered) -> JsonObject:
    """The codes of status 400 differ between calls; the other refusals are shared."""
    return {
        str(status): refusal(status, codes) if status == 400 else {"$ref": f"#/components/responses/Refused{status}"}
        for status, codes in refusals.of(call).items()
    }


def shared_refusals() -> JsonObject:
    found = {status: codes for call in CALLS for status, codes in refusals.of(call).items() if status != 400}
    return {f"Refused{status}": refusal(status, found[status]) for status in sorted(found)}


def refusal(status: int, codes: list[str]) -> JsonObject:
    headers = {"X-Request-Id": REQUEST_ID, **({"Retry-After": RETRY_AFTER} if status in (429, 503) else {})}
    code = {"properties": {"error": {"properties": {"code": {"enum": codes}}}}}
    return {
        "description": f"Refused: {', '.join(codes)}",
        "headers": headers,
        "content": {"application/json": {"schema": {"allOf": [{"$ref": REFERENCE.format(model="Error")}, code]}}},
    }
