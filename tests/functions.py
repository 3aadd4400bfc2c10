"""The deployed functions: which of them the server plays at the moment, and what it asks AWS for as that."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import current_thread
from typing import Any, NamedTuple
from unittest.mock import patch

from botocore.client import BaseClient

from tests import iam

# What a transaction's items and a batch's are, as IAM names them.
IN_TRANSACTION = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}
POSTS = {"PostToConnection": "POST", "DeleteConnection": "DELETE"}
POLICIES = iam.policies()

now: ContextVar[str] = ContextVar("now", default="")


class Asked(NamedTuple):
    function: str
    action: str
    resource: str


asked: set[Asked] = set()
operations: set[tuple[str, str]] = set()  # by service


@contextmanager
def playing(function: str) -> Iterator[None]:
    """`function`: as its policy is called; "" while a test does something itself."""
    token = now.set(function)
    try:
        yield
    finally:
        now.reset(token)


def played() -> str:
    return "api" if current_thread().name.startswith("fan-out") else now.get()


@contextmanager
def listened() -> Iterator[None]:
    """Notes what every client of botocore asks for."""
    make: Any = BaseClient._make_api_call  # type: ignore[attr-defined]

    def noted(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
        if function := played():
            operations.add((client.meta.service_model.service_name, operation))
            asked.update(Asked(function, *need) for need in needs(operation, parameters))
        return make(client, operation, parameters)

    with patch.object(BaseClient, "_make_api_call", noted):
        yield


def needs(operation: str, parameters: dict[str, Any]) -> list[tuple[str, str]]:
    """The actions, each with its resource, that IAM asks about."""
    if operation in POSTS:
        return [("execute-api:ManageConnections", iam.socket(POSTS[operation]))]
    if operation == "TransactWriteItems":
        items = [pair for item in parameters["TransactItems"] for pair in item.items()]
        return [(f"dynamodb:{IN_TRANSACTION[kind]}", table(item["TableName"])) for kind, item in items]
    if operation in ("BatchGetItem", "BatchWriteItem"):
        return [(f"dynamodb:{operation}", table(name)) for name in parameters["RequestItems"]]
    return [(f"dynamodb:{operation}", table(parameters["TableName"], parameters.get("IndexName")))]


def table(name: str, index: str | None = None) -> str:
    noun = name.rpartition("-")[2]  # before it stands a prefix, and not every test's is the configured one
    return iam.table(f"{noun}/index/{index}" if index else noun)


def refused() -> list[Asked]:
    """What a function would not have got on AWS, told once: the test that did it is the one that fails."""
    found = sorted(each for each in asked if not POLICIES[each.function].allows(each.action, each.resource))
    asked.difference_update(found)
    return found
