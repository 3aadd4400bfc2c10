"""Checks answers against the OpenAPI document, strictly: a field that it does not describe is an error."""

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from chalicelib.api import openapi
from chalicelib.api.registry import CALLS, Registered
from tests import leaks

JSON = "application/json"


def check_answer(method: str, path: str, status: int, body: Any, media_type: str = JSON) -> None:
    """Fails unless the document describes this answer of the call. Paths that are no call's are ignored."""
    call = call_of(method, path)
    if call is None:
        return
    responses = strict_document()["paths"][call.path][method.lower()]["responses"]
    assert str(status) in responses, f"{method} {call.path}: {status} is not described; the answer was {body}"
    errors = validator(method, call.path, status, media_type).iter_errors(body)
    problems = [f"{list(each.instance_path)}: {each.message}" for each in errors]
    assert not problems, f"{method} {call.path} {status}: {problems}"
    leaked = leaks.in_answer(body) if status < 400 else leaks.in_refusal(body)
    assert not leaked, f"{method} {call.path} {status} contains a secret: {leaked}"


def call_of(method: str, path: str) -> Registered | None:
    plain = path.partition("?")[0]
    return next((call for call in CALLS if call.method == method and pattern(call.path).fullmatch(plain)), None)


@cache
def pattern(path: str) -> "re.Pattern[str]":
    return re.compile(re.sub(r"{\w+}", "[^/]+", path))


@cache
def strict_document() -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(dict(openapi.document()))
    for schema in objects(document["components"]["schemas"]):
        schema.setdefault("additionalProperties", False)
    return document


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Returns the schemas of objects with named fields."""
    if isinstance(value, dict):
        if value.get("type") == "object" and "properties" in value:
            yield value
        for each in value.values():
            yield from objects(each)


@cache
def validator(method: str, path: str, status: int, media_type: str) -> Any:
    document = strict_document()
    response = document["paths"][path][method.lower()]["responses"][str(status)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    assert media_type in response["content"], f"{method} {path} {status}: {media_type} is not described"
    schema = response["content"][media_type]["schema"]
    return jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})


def takes(call: Registered, body: Any, media_type: str = "application/json") -> bool:
    """Returns whether the document allows this body."""
    document = strict_document()
    described = document["paths"][call.path][call.method.lower()].get("requestBody")
    if body is None:
        return described is None or not described["required"]
    if described is None or media_type not in described["content"]:
        return False
    schema = described["content"][media_type]["schema"]
    return bool(jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]}).is_valid(body))
