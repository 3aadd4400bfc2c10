"""The deployed functions: which of them the server runs as at the moment, and its requests to AWS as that function."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache
from threading import current_thread
from typing import Any, NamedTuple
from unittest.mock import patch

from botocore.client import BaseClient

from chalicelib.aws import functions as aws_functions
from chalicelib.aws.json_client import JsonClient
from chalicelib.realtime import gateway
from tests import iam

# The items of a transaction, as IAM names them.
IN_TRANSACTION = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}
POSTS = {"PostToConnection": "POST", "DeleteConnection": "DELETE"}
POLICIES = iam.policies()

now: ContextVar[str] = ContextVar("now", default="")


class Request(NamedTuple):
    function: str
    action: str
    resource: str


requests: set[Request] = set()
operations: set[tuple[str, str]] = set()  # of botocore's clients, by service


@contextmanager
def acting_as(function: str) -> Iterator[None]:
    """`function`: the name of its policy; "" while the test itself makes requests."""
    token = now.set(function)
    try:
        yield
    finally:
        now.reset(token)


def current_function() -> str:
    """A fan-out's threads have the context of the call that started it; a test's own fan-out acts as the API."""
    return now.get() or ("api" if current_thread().name.startswith("fan-out") else "")


@contextmanager
def recording() -> Iterator[None]:
    """Records the requests of every client."""
    with ExitStack() as patches:
        for kind, name in (
            (BaseClient, "_make_api_call"),
            (JsonClient, "call"),
            (gateway.Client, "begin"),
            (aws_functions.Client, "begin"),
        ):
            patches.enter_context(patch.object(kind, name, recorded(getattr(kind, name))))
        yield


def recorded(make: Callable[..., Any]) -> Callable[..., Any]:
    def call(client: Any, operation: str, *parameters: Any) -> Any:
        if function := current_function():
            if isinstance(client, BaseClient):
                operations.add((client.meta.service_model.service_name, operation))
            requests.update(Request(function, *need) for need in needs(operation, parameters[0]))
        return make(client, operation, *parameters)

    return call


def needs(operation: str, parameters: Any) -> list[tuple[str, str]]:
    """The actions, each with its resource, that the function's policy must allow."""
    if operation == "CreateSchedule":
        return [("scheduler:CreateSchedule", iam.schedules()), ("iam:PassRole", iam.schedule_role())]
    if operation.startswith("arn:aws:lambda:"):  # of our own client, which names the function
        return [("lambda:InvokeFunction", operation)]
    if operation == "Invoke":
        return [("lambda:InvokeFunction", iam.job_function())]
    if operation in ("GetObject", "HeadObject"):
        return [("s3:GetObject", iam.files(parameters["Key"]))]
    if operation == "CopyObject":
        source = parameters["CopySource"]["Key"]
        return [("s3:GetObject", iam.files(source)), ("s3:PutObject", iam.files(parameters["Key"]))]
    if operation == "ListObjectsV2":
        return [("s3:ListBucket", iam.files())]
    if operation in ("PutObject", "DeleteObject"):
        of_pages = parameters["Key"].startswith("widget/")
        return [(f"s3:{operation}", iam.site_files() if of_pages else iam.files(parameters["Key"]))]
    if operation == "SendEmail":  # of a raw message, which SES checks under the older name
        return [(f"ses:{action}", iam.mail_identity()) for action in ("SendEmail", "SendRawEmail")]
    if operation == "GetSuppressedDestination":
        return [("ses:GetSuppressedDestination", "*")]
    if operation in POSTS:
        return [("execute-api:ManageConnections", iam.socket(POSTS[operation]))]
    if operation == "TransactWriteItems":
        items = [pair for item in parameters["TransactItems"] for pair in item.items()]
        return [(f"dynamodb:{IN_TRANSACTION[kind]}", table(item["TableName"])) for kind, item in items]
    if operation in ("BatchGetItem", "BatchWriteItem"):
        return [(f"dynamodb:{operation}", table(name)) for name in parameters["RequestItems"]]
    return [(f"dynamodb:{operation}", table(parameters["TableName"], parameters.get("IndexName")))]


def table(name: str, index: str | None = None) -> str:
    noun = name.rpartition("-")[2]  # without the prefix, which some tests change
    return iam.table(f"{noun}/index/{index}" if index else noun)


def forbidden_requests() -> list[Request]:
    """Requests that AWS would have refused. Each is returned once, so that only the test that made it fails."""
    found = sorted(each for each in requests if not allowed(each))
    requests.difference_update(found)
    return found


@cache
def allowed(request: Request) -> bool:
    return POLICIES[request.function].allows(request.action, request.resource)
