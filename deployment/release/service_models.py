"""botocore's models of AWS services, reduced to the operations that the server calls.

botocore reads these files in the cold starts of the functions that call these services. The full models have hundreds
of operations with their documentation.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Model = dict[str, Any]  # the JSON of a service-2.json
# By service. A test compares them with the calls of the server.
OPERATIONS = {
    "lambda": {"Invoke"},
    "scheduler": {"CreateSchedule"},
    "sesv2": {"GetSuppressedDestination", "SendEmail"},
    "s3": {"CopyObject", "DeleteObject", "GetObject", "HeadObject", "ListObjectsV2", "PutObject"},
}
# Called without a model, by `chalicelib/aws/json_client.py`. It needs their endpoints.
WITHOUT_MODEL = {"dynamodb", "ssm"}


def kept(data: Path) -> dict[str, Any]:
    """Returns the files that replace those in `botocore/data`, by name."""
    files: dict[str, Any] = {"endpoints.json": endpoints(read(data / "endpoints.json"))}
    for service, operations in OPERATIONS.items():
        newest = max((data / service).iterdir())
        folder = f"{service}/{newest.name}"
        files[f"{folder}/service-2.json"] = reduced(read(newest / "service-2.json.gz"), operations)
        files[f"{folder}/endpoint-rule-set-1.json"] = read(newest / "endpoint-rule-set-1.json.gz")
    return files


def read(path: Path) -> Any:
    content = path.read_bytes()
    return json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)


def endpoints(document: dict[str, Any]) -> dict[str, Any]:
    """Only those of the services above. botocore uses them where a service's rule set decides nothing."""
    kept_names = {*OPERATIONS, *WITHOUT_MODEL}
    for partition in document["partitions"]:
        partition["services"] = {name: value for name, value in partition["services"].items() if name in kept_names}
    return document


def reduced(model: Model, operations: set[str]) -> Model:
    """The model with these operations and the shapes that they refer to, without documentation."""
    chosen = {name: model["operations"][name] for name in sorted(operations)}
    pending, reached = list(shape_names(chosen)), set()
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += shape_names(model["shapes"][name])
    shapes = {name: shape for name, shape in model["shapes"].items() if name in reached}
    small: Model = without_documentation({**model, "operations": chosen, "shapes": shapes})
    if settings := model.get("clientContextParams"):
        small["clientContextParams"] = settings  # botocore reads their documentation too, in every request to S3
    return small


def shape_names(value: Any) -> Iterator[str]:
    """The names of the shapes that a part of a model refers to."""
    if isinstance(value, dict) and isinstance(value.get("shape"), str):
        yield value["shape"]
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from shape_names(each)


def without_documentation(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: without_documentation(each)
            for name, each in value.items()
            if not (name == "documentation" and isinstance(each, str))
        }
    return [without_documentation(each) for each in value] if isinstance(value, list) else value
