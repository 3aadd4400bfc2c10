"""A stage's rows as a migration sees them: page by page, and changed only as long as they are what was read.

Others read and write them meanwhile. Values are Python's, numbers are Decimal.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Row = dict[str, Any]
Change = dict[str, Any]  # what to set; None: take the attribute away

PAGE = 100


class Rows:
    def __init__(self, client: Any, prefix: str) -> None:
        self.client = client
        self.prefix = prefix

    def each(
        self, noun: str, bookmark: Any, change: Callable[[Row], Change | None], seen: Sequence[str] = ()
    ) -> Iterator[Any]:
        """Changes every row of a table as `change` says, which returns None for one that is as it should be.

        `seen`: the attributes that it looks at besides those that it changes. Yields a bookmark after each page.
        """
        names = self.key_names(noun)
        while True:
            start = {"ExclusiveStartKey": bookmark} if bookmark else {}
            page = self.client.scan(TableName=self.prefix + noun, Limit=PAGE, ConsistentRead=True, **start)
            for item in page["Items"]:
                self.settle(noun, {name: item[name] for name in names}, item, change, seen)
            if "LastEvaluatedKey" not in page:
                return
            bookmark = page["LastEvaluatedKey"]
            yield bookmark

    def settle(
        self,
        noun: str,
        key: dict[str, Any],
        item: dict[str, Any] | None,
        change: Callable[[Row], Change | None],
        seen: Sequence[str],
    ) -> None:
        """Tries until the row is as it should be, or is gone."""
        while item:
            wanted = change({name: TypeDeserializer().deserialize(value) for name, value in item.items()})
            if not wanted or self.changed(noun, key, item, wanted, seen):
                return
            question = {"TableName": self.prefix + noun, "Key": key, "ConsistentRead": True}
            item = self.client.get_item(**question).get("Item")

    def changed(
        self, noun: str, key: dict[str, Any], item: dict[str, Any], wanted: Change, seen: Sequence[str]
    ) -> bool:
        """False: somebody else has changed it since it was read, or deleted it."""
        request = update(key, item, wanted, {*seen, *wanted} - key.keys())
        try:
            self.client.update_item(TableName=self.prefix + noun, Key=key, **request)
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def key_names(self, noun: str) -> list[str]:
        schema = self.client.describe_table(TableName=self.prefix + noun)["Table"]["KeySchema"]
        return [each["AttributeName"] for each in schema]


def update(key: dict[str, Any], item: dict[str, Any], wanted: Change, seen: set[str]) -> dict[str, Any]:
    """An UpdateItem that fails unless the row is there, with what was seen of it."""
    names = {f"#{at}": name for at, name in enumerate(sorted({*seen, *wanted, *key}))}
    short = {name: at for at, name in names.items()}
    values: dict[str, Any] = {}
    conditions = [f"attribute_exists({short[name]})" for name in key]
    for name in sorted(seen):
        if name in item:
            values[f":was{short[name][1:]}"] = item[name]
            conditions.append(f"{short[name]} = :was{short[name][1:]}")
        else:
            conditions.append(f"attribute_not_exists({short[name]})")
    sets, removes = [], []
    for name, value in wanted.items():
        if value is None:
            removes.append(short[name])
        else:
            values[f":is{short[name][1:]}"] = TypeSerializer().serialize(value)
            sets.append(f"{short[name]} = :is{short[name][1:]}")
    clauses = [f"SET {', '.join(sets)}" if sets else "", f"REMOVE {', '.join(removes)}" if removes else ""]
    request: dict[str, Any] = {
        "UpdateExpression": " ".join(filter(None, clauses)),
        "ConditionExpression": " AND ".join(conditions),
        "ExpressionAttributeNames": names,
    }
    return {**request, "ExpressionAttributeValues": values} if values else request
