"""API Gateway's own responses on a deployed stage: readable for pages of any origin, in Porchlight's format."""

import json
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.deploy.deployed import Deployed

Ask = Callable[[str, str], tuple[int, Message, Any]]


@pytest.fixture
def ask(prod: Deployed) -> Ask:
    """Calls the API as a page of another origin does."""
    opener = prod.cloud.edge.opener()

    def call(method: str, path: str) -> tuple[int, Message, Any]:
        request = urllib.request.Request(prod.addresses["api"] + path, method=method)
        request.add_header("Origin", "https://shop.example")
        try:
            answer = opener.open(request, timeout=30)
        except HTTPError as error:
            answer = error
        return answer.status, answer.headers, json.load(answer)

    return call


def readable(answer: tuple[int, Message, Any], status: int, code: str) -> None:
    assert (answer[0], answer[2]["error"]["code"]) == (status, code)
    assert answer[1]["Access-Control-Allow-Origin"] == "*"
    assert answer[1]["Access-Control-Expose-Headers"] == "Retry-After,X-Request-Id"
    assert answer[1]["X-Request-Id"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/no/such/call"), ("DELETE", "/chatbot/message")])
def test_an_unknown_call(ask: Ask, method: str, path: str) -> None:
    readable(ask(method, path), 404, "route_not_found")


def test_a_throttled_call_has_a_retry_after_header(prod: Deployed, ask: Ask) -> None:
    client, api_id = prod.cloud.client("apigateway"), prod.api_id
    before = client.get_stage(restApiId=api_id, stageName="api")["methodSettings"]["*/*"]
    set_throttle(client, api_id, 0, 0)
    try:
        answer = ask("GET", "/openapi.json")
    finally:
        set_throttle(client, api_id, before["throttlingRateLimit"], before["throttlingBurstLimit"])
    readable(answer, 429, "throttled")
    assert answer[1]["Retry-After"] == "5"


def set_throttle(client: Any, api_id: str, rate: float, burst: int) -> None:
    values = {"/*/*/throttling/rateLimit": rate, "/*/*/throttling/burstLimit": burst}
    operations = [{"op": "replace", "path": path, "value": str(value)} for path, value in values.items()]
    client.update_stage(restApiId=api_id, stageName="api", patchOperations=operations)
