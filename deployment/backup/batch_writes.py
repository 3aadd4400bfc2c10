"""Batch writes to a table. boto3's own batch_writer repeats what DynamoDB did not process at once and without end."""

import random
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any

from botocore.exceptions import ClientError

from deployment.tables import Item, Tables
from devtools.console import Problem

PARALLEL_PUTS = 8
BATCH_SIZE = 25  # the limit of BatchWriteItem
ATTEMPTS = 12
MAX_PAUSE_SECONDS = 5.0


def put_all(tables: Tables, noun: str, items: Iterable[Item]) -> int:
    """Returns the number of rows. Rows with the same keys are replaced."""
    return write_all(tables.client, tables.name(noun), ({"PutRequest": {"Item": item}} for item in items))


def put_missing(tables: Tables, noun: str, key: str, items: Iterable[Item]) -> int:
    """Returns the number of rows. Those that exist stay as they are. `key`: the name of the hash key."""
    put = partial(put_if_missing, tables.client, tables.name(noun), key)
    with ThreadPoolExecutor(PARALLEL_PUTS) as pool:
        return sum(1 for _ in pool.map(put, items))


def put_if_missing(client: Any, table: str, key: str, item: Item) -> None:
    try:
        client.put_item(
            TableName=table,
            Item=item,
            ConditionExpression="attribute_not_exists(#key)",
            ExpressionAttributeNames={"#key": key},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


def delete_all(tables: Tables, noun: str, keys: Iterable[Item]) -> int:
    return write_all(tables.client, tables.name(noun), ({"DeleteRequest": {"Key": key}} for key in keys))


def write_all(client: Any, table: str, requests: Iterator[dict[str, Any]]) -> int:
    written = 0
    while batch := list(islice(requests, BATCH_SIZE)):
        write_batch(client, table, batch)
        written += len(batch)
    return written


def write_batch(client: Any, table: str, batch: list[dict[str, Any]]) -> None:
    for attempt in range(ATTEMPTS):
        batch = client.batch_write_item(RequestItems={table: batch})["UnprocessedItems"].get(table, [])
        if not batch:
            return
        time.sleep(random.uniform(0, min(MAX_PAUSE_SECONDS, 0.05 * 2**attempt)))
    raise Problem(f"The table {table} accepts no more rows at the moment. Run this again with --yes to continue.")
