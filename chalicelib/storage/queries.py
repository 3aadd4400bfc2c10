"""Items in the order of their keys, read without PynamoDB's rows: of one hash key, or of several in one round trip."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import QueryError

from chalicelib.storage.database import DatabaseClient, Item, Row, database, hash_key_of


def query(
    kind: type[Row], expression: str, values: Item, limit: int, *, index: str | None = None, strongly: bool = False
) -> Iterator[Item]:
    """Reads up to `limit` items in the order of their keys, page by page as they are needed.

    `expression`: of the keys, with each column as `#column` and its value as `:column`, which `values` has.
    """
    if limit <= 0:
        return
    request = request_of(kind, expression, values, limit, index, strongly)
    client = database().slim
    try:
        for page in pages(client, request, client.call("Query", request)):
            yield from page[:limit]
            limit -= len(page)
            if limit <= 0:
                return
    except (ClientError, BotoCoreError) as error:
        raise QueryError("Failed to query items", error) from error


def query_together(
    kind: type[Row], keys: Sequence[str], limit: int | None = None, enough: Callable[[list[Item]], bool] | None = None
) -> list[list[Item]]:
    """Reads the items under each of these hash keys strongly: the first pages of all of them in one round trip.

    `limit`: items of a page. `enough`: whether the items so far are enough; then no further page is read.
    """
    name = hash_key_of(kind)
    requests = [request_of(kind, f"#{name} = :{name}", {f":{name}": {"S": key}}, limit, None, True) for key in keys]
    client = database().slim
    try:
        return [
            read_pages(pages(client, request, first), enough)
            for request, first in zip(requests, client.call_together("Query", requests), strict=True)
        ]
    except (ClientError, BotoCoreError) as error:
        raise QueryError("Failed to query items", error) from error


def request_of(
    kind: type[Row], expression: str, values: Item, limit: int | None, index: str | None, strongly: bool
) -> dict[str, Any]:
    request = {
        "TableName": kind.table_name(),
        "KeyConditionExpression": expression,
        "ExpressionAttributeNames": {f"#{column[1:]}": column[1:] for column in values},
        "ExpressionAttributeValues": values,
        "ConsistentRead": strongly,
        "Limit": limit,
        "IndexName": index,
    }
    return {name: value for name, value in request.items() if value is not None}


def read_pages(pages: Iterator[list[Item]], enough: Callable[[list[Item]], bool] | None) -> list[Item]:
    found: list[Item] = []
    for page in pages:
        found += page
        if enough and enough(found):
            break
    return found


def pages(client: DatabaseClient, request: dict[str, Any], page: dict[str, Any]) -> Iterator[list[Item]]:
    yield page["Items"]
    while start := page.get("LastEvaluatedKey"):
        page = client.call("Query", {**request, "ExclusiveStartKey": start})
        yield page["Items"]
