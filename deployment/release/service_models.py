"""botocore's descriptions of AWS's services: of those that the server calls, what it calls.

botocore reads them in every cold start; DynamoDB's and Systems Manager's have hundreds of operations, documented.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The operations, by service. A test compares them with what the server was seen to call.
OPERATIONS = {
    "apigatewaymanagementapi": {"DeleteConnection", "PostToConnection"},
    "dynamodb": {
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    },
    "ssm": {"GetParameter"},
}


def kept(data: Path) -> dict[str, Any]:
    """Returns the files that replace those in `botocore/data`, by their names."""
    found: dict[str, Any] = {"endpoints.json": endpoints(read(data / "endpoints.json"))}
    for service, operations in OPERATIONS.items():
        version = max(path.name for path in (data / service).iterdir())
        found[f"{service}/{version}/service-2.json"] = only(
            read(data / service / version / "service-2.json.gz"), operations
        )
        found[f"{service}/{version}/endpoint-rule-set-1.json"] = read(
            data / service / version / "endpoint-rule-set-1.json.gz"
        )
    return found


def read(path: Path) -> Any:
    content = path.read_bytes()
    return json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)


def endpoints(document: dict[str, Any]) -> dict[str, Any]:
    """Those of the services above; their rule sets decide, and this is asked for what they leave open."""
    for partition in document["partitions"]:
        partition["services"] = {name: value for name, value in partition["services"].items() if name in OPERATIONS}
    return document


def only(model: dict[str, Any], operations: set[str]) -> dict[str, Any]:
    """The service with these operations and the shapes that they are made of, undocumented."""
    chosen = {name: model["operations"][name] for name in sorted(operations)}
    wanted, found = list(mentioned(chosen)), set()
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            wanted += mentioned(model["shapes"][name])
    shapes = {name: shape for name, shape in model["shapes"].items() if name in found}
    slim: dict[str, Any] = undocumented({**model, "operations": chosen, "shapes": shapes})
    return slim


def mentioned(value: Any) -> Iterator[str]:
    """The names of the shapes that a part of a model refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("shape"), str):
            yield value["shape"]
        for each in value.values():
            yield from mentioned(each)
    elif isinstance(value, list):
        for each in value:
            yield from mentioned(each)


def undocumented(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: undocumented(each)
            for name, each in value.items()
            if not (name == "documentation" and isinstance(each, str))
        }
    return [undocumented(each) for each in value] if isinstance(value, list) else value
