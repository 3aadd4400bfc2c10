"""Intercepts the server's requests to DynamoDB, so that a test can count, delay, refuse or lose them."""

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
    """Passes every request to `rule(operation, parameters, forward)`, whose result the server receives."""
    client: Any = database().client
    previous, together = client.call, client.call_together
    client.call = lambda operation, parameters: rule(operation, parameters, lambda: previous(operation, parameters))
    client.call_together = lambda operation, each: [client.call(operation, parameters) for parameters in each]
    try:
        yield
    finally:
        client.call, client.call_together = previous, together


@contextmanager
def failing(operation: str, *faults: Rule) -> Iterator[list[str]]:
    """Applies one fault each to the first requests of an operation. Yields the list of faults applied so far."""
    remaining, applied, taking = list(faults), [], Lock()

    def rule(called: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        with taking:
            fault = remaining.pop(0) if called == operation and remaining else None
            if fault:
                applied.append(called)
        return fault(called, parameters, forward) if fault else forward()

    with interposed(rule):
        yield applied


def refuses(code: str, reasons: tuple[str, ...] = ()) -> Rule:
    """The store refuses the request and changes nothing. `reasons`: of a cancelled transaction, item by item."""

    def fault(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        answer: dict[str, Any] = {"Error": {"Code": code, "Message": "made by a test"}}
        if reasons:
            answer["CancellationReasons"] = [{"Code": reason, "Message": "made by a test"} for reason in reasons]
        raise ClientError(answer, operation)  # type: ignore[arg-type]

    return fault


def loses_answer(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
    """The store processes the request, and the answer is lost."""
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
    """The process ends here: no handler of the server catches it."""


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
    """The requests that may have stored something for the caller: no deletions, no counters, no audit log."""
    own_tables = ("-limits", "-audit")
    return [
        operation
        for operation, parameters in requests
        if operation not in ("BatchGetItem", "GetItem", "Query", "DeleteItem")
        and not str(parameters.get("TableName")).endswith(own_tables)
    ]
