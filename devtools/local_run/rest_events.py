"""Finds the route of a request to the REST API, and makes the event that API Gateway sends for it."""

import base64
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote

from multidict import CIMultiDict

from devtools.local_run.functions import Description, Route
from devtools.local_run.origins import STAGE


@dataclass(frozen=True, slots=True)
class Found:
    """The route of a request. `parameters`: the variable parts of its path, as they were sent."""

    path: str
    route: Route
    parameters: Mapping[str, str]


def find(description: Description, path: str) -> Found | None:
    """Returns None if there is no such path. As API Gateway, prefers a fixed part to a variable one, and ignores a
    slash at the end."""
    parts = tuple((path[:-1] if path != "/" and path.endswith("/") else path).split("/"))
    for each in by_length(tuple(description.routes)).get(len(parts), ()):
        if all(part == sent or part.startswith("{") for part, sent in zip(each, parts, strict=True)):
            parameters = {part[1:-1]: sent for part, sent in zip(each, parts, strict=True) if part.startswith("{")}
            route_path = "/".join(each)
            return Found(route_path, description.routes[route_path], parameters)
    return None


@lru_cache(maxsize=4)
def by_length(paths: tuple[str, ...]) -> dict[int, list[tuple[str, ...]]]:
    """The parts of each path, by their number. In order: a brace comes after every letter."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for path in sorted(paths):
        parts = tuple(path.split("/"))
        found.setdefault(len(parts), []).append(parts)
    return found


def event(
    found: Found,
    method: str,
    target: str,
    headers: CIMultiDict[str],
    body: bytes | None,
    binary_types: tuple[str, ...],
) -> dict[str, Any]:
    """`target`: the path and the query. Semicolons in a query are separators."""
    path, _, query = target.partition("?")
    queries = parse_qs(query.replace(";", "&"), keep_blank_values=True)
    values = {name: headers.getall(name) for name in dict.fromkeys(headers)}
    binary = body is not None and headers.get("Content-Type", "") in binary_types
    return {
        "resource": found.path,
        "path": path,
        "httpMethod": method,
        "headers": {name: each[-1] for name, each in values.items()},
        "multiValueHeaders": values,
        "queryStringParameters": {name: each[-1] for name, each in queries.items()} or None,
        "multiValueQueryStringParameters": queries or None,
        "pathParameters": {name: unquote(value) for name, value in found.parameters.items()} or None,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": found.path,
            "requestId": str(uuid.uuid4()),
            "stage": STAGE,
            "path": f"/{STAGE}{path}",
            "protocol": "HTTP/1.1",
            "domainName": headers.get("Host", ""),
            "identity": {
                "sourceIp": headers.get("X-Forwarded-For", "").rpartition(", ")[2],
                "userAgent": headers.get("User-Agent"),
            },
        },
        "body": None if body is None else text(body, binary),
        "isBase64Encoded": binary,
    }


def text(body: bytes, binary: bool) -> str:
    """API Gateway passes text. Bytes that are not UTF-8 are replaced, unless their media type is a binary one."""
    return base64.b64encode(body).decode("ascii") if binary else body.decode(errors="replace")
