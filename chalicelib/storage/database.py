"""DynamoDB's client, the base class of the rows, and requests for several rows: batches and transactions."""

import random
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import Any, ClassVar, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.connection import Connection, TableConnection
from pynamodb.constants import KEYS, RESPONSES, UNPROCESSED_KEYS
from pynamodb.exceptions import GetError, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib import aws
from chalicelib.aws.connections import Connections
from chalicelib.aws.json_client import DYNAMODB, JsonClient
from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.once import once
from chalicelib.storage.faults import CONDITION_FAILED, RETRYABLE, code_of, count_throttled, is_retryable

BATCH_ROWS = 100  # BatchGetItem's own limit
BATCH_ATTEMPTS = 4
BATCH_PAUSE_SECONDS = 0.05  # before the second attempt at most; doubled for each further one


class NotConfigured(Exception):
    """The environment does not name the tables: the app can be imported, but not used."""


# PynamoDB's and botocore's time-outs are longer than API Gateway's 29 seconds.
CONNECT_SECONDS, READ_SECONDS = 1, 2
ATTEMPTS = 2
CONNECTIONS = 32  # that are kept open


class DatabaseClient(JsonClient):
    def _make_api_call(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What PynamoDB calls of botocore's client."""
        return self.call(operation, parameters)


class Database(Connection):
    """PynamoDB's connection, without botocore's client beneath it."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(region=config().region, host=endpoint)
        connections = Connections(DYNAMODB.name, endpoint, CONNECT_SECONDS, READ_SECONDS, CONNECTIONS)
        self.slim = DatabaseClient(DYNAMODB, connections, ATTEMPTS)

    @property
    def client(self) -> Any:
        return self.slim

    def dispatch(self, operation_name: str, operation_kwargs: dict[str, Any]) -> dict[str, Any]:
        """As PynamoDB's, without its signals and their random ids, and without asking what the request consumed."""
        return self._make_api_call(operation_name, operation_kwargs)


@once
def database() -> Database:
    """The client that all tables and transactions share. Raises `NotConfigured`."""
    if not config().table_prefix:
        raise NotConfigured("PORCHLIGHT_TABLE_PREFIX is not set: this was not deployed by dev.py (docs/deploy.md).")
    return Database(config().dynamodb_endpoint or aws.endpoint(DYNAMODB.name))


class Row(Model):
    """A row of the table `noun`. The configuration has the prefix of the table's name, and is read at a request."""

    noun: ClassVar[str]

    class Meta:
        table_name = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.Meta = type("Meta", (cls.Meta,), {})  # type: ignore[assignment, misc]

    @classmethod
    def table_name(cls) -> str:
        return config().table_prefix + cls.noun

    @classmethod
    def _get_connection(cls) -> TableConnection:
        cls.Meta.table_name = cls.table_name()
        table = super()._get_connection()
        if table.connection is not database():
            with suppress(ValueError):  # another thread has added it
                database().add_meta_table(table.get_meta_table())
            table.connection = database()
        return table


R = TypeVar("R", bound=Row)


Item = dict[str, dict[str, Any]]  # as DynamoDB writes it


@cache
def hash_key_of(kind: type[Row]) -> str:
    return next(str(each.attr_name) for each in kind.get_attributes().values() if each.is_hash_key)


def read_item(kind: type[Row], key: str) -> Item | None:
    """Reads an item strongly, in a table without a range key."""
    if not key:  # no item has an empty key, and DynamoDB refuses to look for one
        return None
    request = {"TableName": kind.table_name(), "Key": {hash_key_of(kind): {"S": key}}, "ConsistentRead": True}
    try:
        found: Item | None = database().slim.call("GetItem", request).get("Item")
    except (ClientError, BotoCoreError) as error:
        raise GetError("Failed to get item", error) from error
    return found


def read_batch(kind: type[R], keys: Iterable[str | tuple[str, int]]) -> list[R]:
    """Reads the rows with these keys strongly, in any order, and omits those that do not exist.

    A key is a text, or a text and a number in a table that has such a range key.

    DynamoDB may leave some of the keys unprocessed. PynamoDB's `batch_get` would request them again without a pause and
    without a limit. Raises `Busy` when some are left after a few attempts.
    """
    name = hash_key_of(kind)
    second = next((each.attr_name for each in kind.get_attributes().values() if each.is_range_key), "")
    found: list[R] = []
    batch: Any  # keys as DynamoDB writes them
    remaining = iter(dict.fromkeys(keys))
    while page := list(islice(remaining, BATCH_ROWS)):
        batch = [
            {name: {"S": key}} if isinstance(key, str) else {name: {"S": key[0]}, second: {"N": str(key[1])}}
            for key in page
        ]
        for attempt in range(BATCH_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, BATCH_PAUSE_SECONDS * 2 ** (attempt - 1)))
            answer = kind._get_connection().batch_get_item(batch, consistent_read=True)
            found += [kind.from_raw_data(item) for item in answer[RESPONSES].get(kind.table_name(), [])]
            batch = answer.get(UNPROCESSED_KEYS, {}).get(kind.table_name(), {}).get(KEYS, [])
            if not batch:
                break
        else:
            raise Busy()
    return found


class Transaction(TransactWrite):
    """Several writes, of which all are made or none. Raises `Busy` for a fault after which a retry may succeed.

    `failed` has, afterwards, one entry for each write: whether its condition was not met. Checks come first, then
    deletions, puts and updates. It is empty when the transaction was made.
    """

    def __init__(self) -> None:
        super().__init__(connection=database())
        self.failed: list[bool] = []

    def put_raw(self, request: dict[str, Any]) -> None:
        """`request`: of `expressions.put`."""
        self._put_items.append(request)

    def update_raw(self, request: dict[str, Any]) -> None:
        """`request`: of `expressions.update`."""
        self._update_items.append(request)

    @property
    def succeeded(self) -> bool:
        return not any(self.failed)

    def __exit__(self, *exception: object) -> None:
        try:
            super().__exit__(*exception)  # type: ignore[no-untyped-call]
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            self.failed = [code == CONDITION_FAILED for code in codes]
            if any(self.failed):
                return
            if {*codes} & RETRYABLE or is_retryable(error):
                count_throttled([*codes, code_of(error)])
                raise Busy() from error
            raise
