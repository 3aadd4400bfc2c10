"""The stand-in for Lambda accepts what the server sends, and refuses what Lambda would refuse, or what it cannot do."""

import json
from typing import Any

import pytest

from devtools.local_run.aws_apis.lambda_functions import LambdaFunctions
from devtools.local_run.aws_apis.service import Answer

FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:porchlight-prod-job_due"
PATH = f"/2015-03-31/functions/{FUNCTION.replace(':', '%3A')}/invocations"
SIGNED = "AWS4-HMAC-SHA256 Credential=local/20270301/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=1"
HEADERS = {"Authorization": SIGNED, "X-Amz-Invocation-Type": "Event"}


class Lambda:
    def __init__(self) -> None:
        self.accepted: list[tuple[str, dict[str, Any]]] = []
        self.functions = LambdaFunctions(lambda name, event: self.accepted.append((name, event)))

    def post(self, body: bytes = b"{}", path: str = PATH, method: str = "POST", **headers: str) -> Answer | None:
        return self.functions.answer(method, path, "", {**HEADERS, **headers}, body)


@pytest.mark.parametrize("function", [FUNCTION, "arn:aws:lambda:us-east-1:000000000000:function:job_due", "job_due"])
def test_an_asynchronous_invocation_is_accepted_under_the_functions_name(function: str) -> None:
    aws = Lambda()
    answer = aws.post(json.dumps({"job": "event_attempt"}).encode(), f"/2015-03-31/functions/{function}/invocations")
    assert answer
    assert (answer.status, answer.body) == (202, b"")
    assert aws.accepted == [("job_due", {"job": "event_attempt"})]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"{}", {"Authorization": ""}, 403),
        (b"{}", {"Authorization": SIGNED.replace("lambda", "scheduler")}, 403),
        (b"{}", {"X-Amz-Invocation-Type": "RequestResponse"}, 501),
    ],
)
def test_anything_else_is_refused(body: bytes, headers: dict[str, str], status: int) -> None:
    aws = Lambda()
    answer = aws.post(body, **headers)
    assert answer
    assert answer.status == status
    assert aws.accepted == []


def test_other_paths_are_those_of_other_services() -> None:
    aws = Lambda()
    assert aws.post(path="/schedules/1") is None
    assert aws.post(method="GET") is None
