"""Between the server and DynamoDB: what a test counts, delays, refuses or loses on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.storage.database import database

Forward = Callable[[], dict[str, Any]]
Rule = Callable[[str, dict[str, Any], Forward], dict[str, Any]]


@contextmanager
def interposed(rule: Rule) -> Iterator[None]:
    """Hands every request to `rule(operation, parameters, forward)`, whose answer the server gets."""
    client: Any = database().client
    previous = client._make_api_call
    client._make_api_call = lambda operation, parameters: rule(
        operation, parameters, lambda: previous(operation, parameters)
    )
    try:
        yield
    finally:
        client._make_api_call = previous


@contextmanager
def failing(operation: str, *faults: Rule) -> Iterator[list[str]]:
    """Lets the first requests of an operation meet one fault each; the rest pass. Yields the faults that struck."""
    waiting, struck, taking = list(faults), [], Lock()

    def rule(called: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        with taking:
            fault = waiting.pop(0) if called == operation and waiting else None
            if fault:
                struck.append(called)
        return fault(called, parameters, forward) if fault else forward()

    with interposed(rule):
        yield struck


def refuses(code: str, reasons: tuple[str, ...] = ()) -> Rule:
    """The store refuses and has done nothing. `reasons`: of a cancelled transaction, item by item."""

    def fault(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        answer: dict[str, Any] = {"Error": {"Code": code, "Message": "made by a test"}}
        if reasons:
            answer["CancellationReasons"] = [{"Code": reason, "Message": "made by a test"} for reason in reasons]
        raise ClientError(answer, operation)  # type: ignore[arg-type]

    return fault


def loses_answer(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    """The store does it, and nobody hears."""
    forward()
    raise ReadTimeoutError(endpoint_url="http://dynamodb")


def unreachable(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    raise ReadTimeoutError(endpoint_url="http://dynamodb")


def hides_a_row(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    """A Query is not a snapshot: it may miss a row and show the next one."""
    answer = forward()
    if operation == "Query" and answer["Items"]:
        del answer["Items"][0]
        answer["Count"] = len(answer["Items"])
    return answer


class Crash(BaseException):
    """The process dies here: no handler of the server's catches it."""


def dies_before(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    raise Crash


def dies_after(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    forward()
    raise Crash


@contextmanager
def seen() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Yields the requests, in the order in which they were made."""
    requests: list[tuple[str, dict[str, Any]]] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        requests.append((operation, parameters))
        return forward()

    with interposed(rule):
        yield requests


def writes(requests: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Those of them that could have stored something. Taking a ticket out stores nothing, and that it was tried, and
    how often, is nothing of the caller's."""
    ours = ("-limits", "-audit")
    return [
        operation
        for operation, parameters in requests
        if operation not in ("BatchGetItem", "GetItem", "Query", "DeleteItem")
        and not str(parameters.get("TableName")).endswith(ours)
    ]
