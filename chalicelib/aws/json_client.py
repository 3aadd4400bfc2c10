"""A client of the services that speak AWS's JSON protocol, such as DynamoDB.

It takes the parameters of botocore's operations, and returns and raises what botocore's client does. It does without
the service's model, so parameters are not checked, and values of the type Binary are not supported: no row has any.
"""

import json
import time
from binascii import crc32
from collections import deque
from collections.abc import Sequence
from http.client import responses
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from chalicelib.aws.answers import Answer
from chalicelib.aws.connections import Connections
from chalicelib.aws.pending import Pending
from chalicelib.aws.retries import Retries


class Service(NamedTuple):
    name: str  # in botocore, and in its signatures
    target: str  # before the name of an operation
    version: str  # of the protocol


DYNAMODB = Service("dynamodb", "DynamoDB_20120810", "1.0")
SSM = Service("ssm", "AmazonSSM", "1.1")

written = json.JSONEncoder(separators=(",", ":")).encode  # `json.dumps` would make an encoder for each request

MODELED = ("CancellationReasons", "Item")  # what an error of DynamoDB has besides its code and message


class JsonClient:
    """Threads may share it."""

    def __init__(self, service: Service, connections: Connections, attempts: int) -> None:
        self.service = service
        self.connections = connections
        self.retries = Retries(service.name, attempts)

    def call(self, operation: str, parameters: dict[str, Any], begun: Pending | None = None) -> dict[str, Any]:
        """Raises `ClientError` or `BotoCoreError`. `begun`: the first attempt, if it was sent before."""
        request: dict[str, Any] = {}
        attempt = 0
        while True:
            attempt += 1
            try:
                pending, begun = begun or self.begin(operation, parameters), None
                answer = pending.finish()
                if answer.status_code < 300:
                    result = result_of(answer)
                    self.retries.ended(request, answer)
                    return result
                failure, error = None, error_of(answer, attempt)
                pause = self.retries.pause(attempt, request, answer=answer, error=error)
            except BotoCoreError as unanswered:
                failure, error = unanswered, {}
                pause = self.retries.pause(attempt, request, failure=failure)
            if pause is None:
                raise failure or ClientError(error, operation)  # type: ignore[arg-type]
            time.sleep(pause)

    def begin(self, operation: str, parameters: dict[str, Any]) -> Pending:
        body = written(parameters).encode()
        headers = {
            "content-type": f"application/x-amz-json-{self.service.version}",
            "x-amz-target": f"{self.service.target}.{operation}",
        }
        return self.connections.begin("POST", "/", headers, body)

    def call_together(self, operation: str, each: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Makes calls at the same time, without threads: all requests are sent before the first answer is awaited.

        Returns the results in this order. Raises what `call` raises, for the first call that fails.
        """
        begun: deque[Pending | None] = deque()
        try:
            for parameters in each:
                begun.append(self.first_attempt(operation, parameters))
            return [self.call(operation, parameters, begun.popleft()) for parameters in each]
        finally:
            for pending in filter(None, begun):
                pending.abandon()

    def first_attempt(self, operation: str, parameters: dict[str, Any]) -> Pending | None:
        """None: it could not be sent."""
        try:
            return self.begin(operation, parameters)
        except BotoCoreError:
            return None


def result_of(answer: Answer) -> dict[str, Any]:
    """Raises `HTTPClientError` if the answer was damaged on its way."""
    checksum = answer.headers.get("x-amz-crc32")
    if checksum is not None and checksum != str(crc32(answer.content)):
        raise HTTPClientError(error="the checksum of the answer does not match")
    try:
        result: dict[str, Any] = json.loads(answer.content.decode() or "{}")  # of bytes it would guess the encoding
    except ValueError as error:
        raise HTTPClientError(error=error) from error
    return result


def error_of(answer: Answer, attempt: int) -> dict[str, Any]:
    """What botocore's `ClientError.response` has."""
    fields = fields_of(answer)
    code = str(fields.get("__type") or answer.status_code).partition(":")[0].rpartition("#")[2]
    return {
        **{name: fields[name] for name in MODELED if name in fields},
        "Error": {"Code": code, "Message": fields.get("message") or fields.get("Message") or ""},
        "ResponseMetadata": {
            "RequestId": answer.headers.get("x-amzn-requestid", ""),
            "HTTPStatusCode": answer.status_code,
            "HTTPHeaders": answer.headers.all(),
            "RetryAttempts": attempt - 1,
        },
    }


def fields_of(answer: Answer) -> dict[str, Any]:
    """A load balancer before the service answers with HTML, or with nothing."""
    if answer.status_code >= 500 and (not answer.content or answer.content.strip().startswith(b"<html>")):
        return {"message": responses.get(answer.status_code, "")}
    text = answer.content.decode(errors="replace")
    try:
        fields = json.loads(text or "{}")
    except ValueError:
        fields = text
    return fields if isinstance(fields, dict) else {"message": text}
