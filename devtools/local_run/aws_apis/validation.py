"""What is wrong with an input, by botocore's model of the service, in the words of AWS's validation."""

import re
from collections.abc import Iterator
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,),
    "list": (list,),
    "map": (dict,),
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "boolean": (bool,),
    "timestamp": (int, float, str),
    "blob": (str,),  # base64
}


def problems(shape: Shape, value: Any, name: str = "") -> list[str]:
    return [
        f"Value {shown(value)} at '{name}' failed to satisfy constraint: {rule}"
        for name, value, rule in broken(shape, value, name)
    ]


def broken(shape: Shape, value: Any, name: str) -> Iterator[tuple[str, Any, str]]:
    """Yields each wrong value with its name, such as `target.arn`, and the rule that it breaks."""
    if not has_type(shape, value):
        yield name, value, f"Member must be of type {shape.type_name}"
    elif isinstance(shape, StructureShape):
        for required in shape.required_members:
            if value.get(required) is None:
                yield joined(name, required), None, "Member must not be null"
        for member, content in value.items():
            if member in shape.members and content is not None:
                yield from broken(shape.members[member], content, joined(name, member))
    elif isinstance(shape, ListShape):
        yield from out_of_bounds(shape, len(value), name, value)
        for number, each in enumerate(value, 1):
            yield from broken(shape.member, each, f"{name}.{number}.member")
    elif isinstance(shape, MapShape):
        for key, each in value.items():
            yield from broken(shape.value, each, f"{name}.{key}")
    elif shape.type_name == "string":
        yield from wrong_text(shape, value, name)
    elif shape.type_name in ("integer", "long"):
        yield from out_of_bounds(shape, value, name, value)


def has_type(shape: Shape, value: Any) -> bool:
    if isinstance(value, bool):  # which is an int in Python
        return shape.type_name == "boolean"
    return isinstance(value, TYPES[shape.type_name])


def wrong_text(shape: Shape, value: str, name: str) -> Iterator[tuple[str, Any, str]]:
    rules = shape.metadata
    yield from out_of_bounds(shape, len(value), name, value)
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        yield name, value, f"Member must satisfy regular expression pattern: {rules['pattern']}"
    if rules.get("enum") and value not in rules["enum"]:
        yield name, value, f"Member must satisfy enum value set: [{', '.join(rules['enum'])}]"


def out_of_bounds(shape: Shape, size: int, name: str, value: Any) -> Iterator[tuple[str, Any, str]]:
    measured = "value" if shape.type_name in ("integer", "long") else "length"
    if "min" in shape.metadata and size < shape.metadata["min"]:
        yield name, value, f"Member must have {measured} greater than or equal to {shape.metadata['min']}"
    if "max" in shape.metadata and size > shape.metadata["max"]:
        yield name, value, f"Member must have {measured} less than or equal to {shape.metadata['max']}"


def joined(name: str, member: str) -> str:
    own = member[0].lower() + member[1:]
    return f"{name}.{own}" if name else own


def shown(value: Any) -> str:
    return "null" if value is None else f"'{value}'"
