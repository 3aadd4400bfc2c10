"""Holds a contract against the one of the version before: what would the pages of that version miss?

Answers may gain fields and lose none, nor their types; what may be sent may only become more.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
LEAST = ("minimum", "minLength", "minItems")
MOST = ("maximum", "maxLength", "maxItems")


class Comparison:
    def __init__(self, before: Schema, now: Schema) -> None:
        self.before = before
        self.now = now

    def losses(self) -> list[str]:
        return list(self.calls())

    def calls(self) -> Iterator[str]:
        for path, methods in self.before["paths"].items():
            for method, before in methods.items():
                at = f"{method.upper()} {path}"
                now = self.now["paths"].get(path, {}).get(method)
                if now is None:
                    yield f"{at} is gone"
                else:
                    yield from self.call(before, now, at)

    def call(self, before: Schema, now: Schema, at: str) -> Iterator[str]:
        yield from self.sent(as_object(before.get("parameters", [])), as_object(now.get("parameters", [])), at)
        olds, news = bodies_of(before.get("requestBody")), bodies_of(now.get("requestBody"))
        yield from (f"{at} does not take {media_type} any more" for media_type in olds.keys() - news.keys())
        for media_type in sorted(olds.keys() & news.keys()):
            yield from self.sent(olds[media_type], news[media_type], at)
        for status, answer in before["responses"].items():
            if not status.startswith("2"):
                continue
            if status not in now["responses"]:
                yield f"{at} does not answer {status} any more"
            else:
                yield from self.answered(answer_of(answer), answer_of(now["responses"][status]), f"{at} {status}")

    def sent(self, before: Schema, now: Schema, at: str) -> Iterator[str]:
        olds, news = variants(before, self.before), variants(now, self.now)
        yield from (f"{at} does not take {kind} any more" for kind in olds.keys() - news.keys())
        for kind in sorted(olds.keys() & news.keys()):
            old, new = olds[kind], news[kind]
            yield from narrowed(old, new, at)
            yield from self.fields(old, new, at, self.sent)
            yield from (f"{at}.{name} is required now" for name in required(new) - required(old))

    def answered(self, before: Schema, now: Schema, at: str) -> Iterator[str]:
        olds, news = variants(before, self.before), variants(now, self.now)
        yield from (f"{at} may be {kind} now" for kind in news.keys() - olds.keys())
        for kind in sorted(olds.keys() & news.keys()):
            old, new = olds[kind], news[kind]
            if "enum" in old and not set(new.get("enum", [None])) <= set(old["enum"]):
                yield f"{at} may have other values now"
            yield from self.fields(old, new, at, self.answered)
            yield from (f"{at}.{name} may be missing now" for name in required(old) - required(new))

    def fields(self, old: Schema, new: Schema, at: str, compare: Any) -> Iterator[str]:
        for name, schema in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                yield from compare(schema, new["properties"][name], f"{at}.{name}")
            else:
                yield f"{at}.{name} is gone"
        if "items" in old and "items" in new:
            yield from compare(old["items"], new["items"], f"{at}[]")


def variants(schema: Schema, document: Schema) -> dict[str, Schema]:
    """What it may be, by type."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return variants(document["components"]["schemas"][name], document)
    found: dict[str, Schema] = {}
    for each in schema.get("anyOf", schema.get("oneOf", [])):
        found |= variants(each, document)
    if "const" in schema:
        schema = {"type": "string", **schema, "enum": [schema["const"]]}
    if "type" in schema:
        found[schema["type"]] = schema
    return found


def narrowed(old: Schema, new: Schema, at: str) -> Iterator[str]:
    for name in LEAST:
        if name in new and new[name] > old.get(name, 0):
            yield f"{at}: {name} is {new[name]} now"
    for name in MOST:
        if name in new and new[name] < old.get(name, new[name] + 1):
            yield f"{at}: {name} is {new[name]} now"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield f"{at} has another pattern now"
    if "enum" in new and not set(new["enum"]) >= set(old.get("enum", [None])):
        yield f"{at} does not take every value any more"


def required(schema: Schema) -> set[str]:
    return set(schema.get("required", ()))


def bodies_of(described: Schema | None) -> dict[str, Schema]:
    """By media type."""
    return {name: each["schema"] for name, each in described["content"].items()} if described else {}


def answer_of(described: Schema) -> Schema:
    return dict(described["content"]["application/json"]["schema"])


def as_object(parameters: list[Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {each["name"]: each["schema"] for each in parameters},
        "required": [each["name"] for each in parameters if each.get("required")],
    }
