"""Answers one AWS service's REST-JSON API: finds the operation, checks its input by botocore's own model of the
service, and answers in AWS's form.

https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
"""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

from botocore.model import OperationModel, ServiceModel
from botocore.session import Session

from devtools.local_run.aws_apis.validation import problems

Fields = dict[str, Any]  # an operation's input or output, by the names of AWS's model
Operation = Callable[[Fields], Fields]

SIGNATURE = re.compile(r"AWS4-HMAC-SHA256 Credential=[^/,]+/\d{8}/[^/,]+/(?P<service>[^/,]+)/aws4_request\b")


class Refusal(Exception):
    """The error that AWS would answer."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Route:
    model: OperationModel
    method: str
    path: "re.Pattern[str]"

    def matches(self, method: str, path: str) -> "re.Match[str] | None":
        return self.path.fullmatch(path) if method == self.method else None


class Service:
    """`name`: botocore's; `invalid`: the code of a refusal of wrong input, which differs between services."""

    def __init__(self, name: str, invalid: str, operations: Mapping[str, Operation]) -> None:
        self.model = service_model(name)
        self.invalid = invalid
        self.operations = operations
        self.routes = routes(name)

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer | None:
        """Returns None if the path is not one of this service. `path`: as sent, still encoded."""
        found = next(((each, match) for each in self.routes if (match := each.matches(method, path))), None)
        if found is None:
            return None
        chosen, match = found
        try:
            self.check_signature(headers.get("Authorization", ""))
            operation = self.operations.get(chosen.model.name)
            if operation is None:
                raise Refusal(501, "NotImplemented", f"The local run does not implement {chosen.model.name}.")
            return json_answer(200, operation(self.parsed(chosen.model, match.groupdict(), query, body)))
        except Refusal as refusal:
            return refused(refusal)

    def check_signature(self, authorization: str) -> None:
        """Signatures are not verified, but must be there, for this service: pages cannot send that."""
        signature = SIGNATURE.match(authorization)
        if signature is None:
            raise Refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
        if signature["service"] != self.model.signing_name:
            raise Refusal(
                403,
                "InvalidSignatureException",
                f"Credential should be scoped to correct service: '{self.model.signing_name}'. ",
            )

    def parsed(self, model: OperationModel, in_path: dict[str, str], query: str, body: bytes) -> Fields:
        shape = model.input_shape
        if shape is None:
            return {}
        fields = self.parsed_body(body)
        sent = parse_qs(query, keep_blank_values=True)
        for name, member in shape.members.items():
            place, key = member.serialization.get("location"), member.serialization.get("name", name)
            if place:
                fields.pop(name, None)
            if place == "uri":
                fields[name] = unquote(in_path[key.replace("-", "_")])
            elif place == "querystring" and key in sent:
                value: Any = sent[key] if member.type_name == "list" else sent[key][-1]
                fields[name] = int(value) if member.type_name == "integer" and value.isdecimal() else value
        found = problems(shape, fields)
        if found:
            errors = "error" if len(found) == 1 else "errors"
            raise Refusal(400, self.invalid, f"{len(found)} validation {errors} detected: {'; '.join(found)}")
        return fields

    def parsed_body(self, body: bytes) -> Fields:
        try:
            fields = json.loads(body or b"{}")
        except ValueError:
            raise Refusal(400, "SerializationException", "The request body is not JSON.") from None
        if not isinstance(fields, dict):
            raise Refusal(400, "SerializationException", "The request body is not a JSON object.")
        return fields


@cache
def service_model(name: str) -> ServiceModel:
    return Session().get_service_model(name)


@cache
def routes(name: str) -> list[Route]:
    model = service_model(name)
    return [route(model.operation_model(each)) for each in model.operation_names]


def route(model: OperationModel) -> Route:
    template = re.escape(model.http["requestUri"].partition("?")[0])
    # A member of the path, such as {Name}, takes a whole segment, or all that is left where the model says "+".
    path = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", template)
    path = re.sub(r"\\{(\w+)\\\+\\}", r"(?P<\1>.+)", path)
    return Route(model, model.http["method"], re.compile(path + "/?"))


def json_answer(status: int, content: Fields, **headers: str) -> Answer:
    request_id = str(uuid.uuid4())
    common = {"Content-Type": "application/json", "x-amzn-RequestId": request_id}
    return Answer(status, {**common, **headers}, json.dumps(content).encode())


def refused(refusal: Refusal) -> Answer:
    return json_answer(refusal.status, {"message": refusal.message}, **{"x-amzn-ErrorType": refusal.code})
