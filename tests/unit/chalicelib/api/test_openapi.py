"""The OpenAPI document is valid and complete, and agrees with the fixtures of both languages."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

import app
from chalicelib.api import fields, openapi, refusals
from chalicelib.api.registry import CALLS, Registered
from tests.contract import conformance

FIXTURES = sorted((Path(__file__).parents[3] / "wire" / "calls").glob("*.json"))


def call(path: str, method: str = "POST") -> Registered:
    return next(each for each in CALLS if (each.path, each.method) == (path, method))


def parameters(path: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in openapi.document()["paths"][path]["get"]["parameters"]}


def test_the_document_is_valid_openapi() -> None:
    validate(openapi.document())


def test_every_call_of_the_app_is_in_it_and_no_other() -> None:
    routes = {(path, method.lower()) for path, methods in app.app.routes.items() for method in methods}
    documented = {(path, method) for path, methods in openapi.document()["paths"].items() for method in methods}
    assert documented == routes


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.path}")
def test_every_call_has_an_answer(call: Registered) -> None:
    assert call.answers, "annotate its handler with Ok[...] or Created[...]"
    assert call.answers.keys() <= {200, 201}, "annotate its handler with Ok[...] or Created[...]"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_fixture_has_a_documented_answer(fixture: Path) -> None:
    call = json.loads(fixture.read_text(encoding="utf-8"))
    request, response = call["request"], call["response"]
    assert conformance.call_of(request["method"], request["path"])
    conformance.check_answer(request["method"], request["path"], response["status"], response["body"])


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_fixture_has_a_documented_request_unless_it_is_refused(fixture: Path) -> None:
    call = json.loads(fixture.read_text(encoding="utf-8"))
    made = conformance.call_of(call["request"]["method"], call["request"]["path"])
    assert made
    media_type = call["request"].get("headers", {}).get("Content-Type", "application/json").partition(";")[0]
    assert conformance.takes(made, call["request"].get("body"), media_type) == (call["response"]["status"] != 400)


@pytest.mark.parametrize("call", [each for each in CALLS if each.method == "POST"], ids=lambda call: call.path)
def test_every_post_may_be_sent_as_text_with_its_token_in_the_body(call: Registered) -> None:
    described = openapi.document()["paths"][call.path]["post"].get("requestBody", {"content": {}})["content"]
    fields = described["text/plain"]["schema"]["properties"].keys() if described else set()
    own = call.body.model_fields.keys() if call.body else set()
    assert "token" not in own, "the token's name in a simple call"
    assert fields == own | ({"token"} if call.takes_token else set())


def test_only_a_post_may_be_sent_as_text() -> None:
    for methods in openapi.document()["paths"].values():
        for method, described in methods.items():
            types = described.get("requestBody", {"content": {}})["content"].keys()
            assert method == "post" or types <= {"application/json"}


@pytest.mark.parametrize("path", ["/chatbot/messages", "/admin/chatbot", "/admin/chatbot/{conversation_id}/messages"])
def test_a_call_that_may_be_posted_too_has_the_same_fields_answers_and_callers(path: str) -> None:
    read, posted = (openapi.document()["paths"][path][method] for method in ("get", "post"))
    in_query = {each["name"] for each in read["parameters"] if each["in"] == "query"}
    assert posted["requestBody"]["content"]["text/plain"]["schema"]["properties"].keys() == in_query | {"token"}
    assert posted["responses"]["200"] == read["responses"]["200"]
    assert posted["security"] == read["security"]
    codes = [set(refusals.of(call(path, method))[400]) for method in ("GET", "POST")]
    assert codes[1] - codes[0] == {"json_invalid", "token_twice"}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (418, {}),
        (200, {"read": {"visitor": 2}}),
        (200, {"read": {"visitor": 2, "admin": -1}}),
        (200, {"read": {"visitor": 2, "admin": 2}, "extra": 1}),
        (400, {"error": {"code": "password_invalid", "message": "Not of this call."}}),
        (404, {"message": "Not found"}),
    ],
)
def test_an_undocumented_answer_is_reported(status: int, body: Any) -> None:
    with pytest.raises(AssertionError, match="POST /chatbot/mark-read"):
        conformance.check_answer("POST", "/chatbot/mark-read", status, body)


def test_a_number_in_a_query_has_its_bounds_and_an_optional_parameter_may_not_be_null() -> None:
    limit = parameters("/chatbot/messages")["limit"]["schema"]
    assert (limit["type"], limit["minimum"], limit["maximum"]) == ("integer", 1, 200)
    assert parameters("/admin/chatbot")["since"]["schema"]["type"] == "string"


def test_security_schemes_name_the_tokens_of_calls() -> None:
    paths = openapi.document()["paths"]
    assert paths["/admin/chatbot"]["get"]["security"] == [{"admin": []}]
    assert paths["/chatbot/message"]["post"]["security"] == [{"visitor": []}]
    assert paths["/chatbot/session"]["post"]["security"] == [{}, {"visitor": []}]
    assert paths["/admin/session"]["post"]["security"] == []


def test_a_call_lists_the_codes_of_its_refusals() -> None:
    codes = refusals.of(call("/chatbot/message"))
    assert {"json_invalid", "field_missing", "field_unknown", "client_id_invalid", "message_empty"} <= set(codes[400])
    assert "token_twice" in codes[400]
    assert "token_twice" not in refusals.of(call("/admin/session"))[400]
    assert not {"body_invalid", "limit_invalid", "frame_invalid", "connection_unknown"} & set(codes[400])
    assert "media_type_unsupported" in codes[415]
    assert set(refusals.of(call("/openapi.json", "GET"))) <= {429, 500, 503}
    assert "ticket_invalid" not in codes[401]


def test_the_documented_codes_of_a_message_are_those_that_its_rule_raises() -> None:
    raised = set(re.findall(r'PydanticCustomError\("(\w+)"', inspect.getsource(fields)))
    assert set(fields.MESSAGE_SCHEMA["x-codes"]) == raised
