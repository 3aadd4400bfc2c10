"""Calls without a preflight, and the places where a token is accepted."""

from typing import Any

import pytest
from chalice.app import Request

from chalicelib.api import simple_calls
from chalicelib.errors import InvalidField, InvalidJson, Refusal, RequestTooLarge, TokenInvalid, TokenTwice


def request(body: Any = None, content_type: str | None = "text/plain", method: str = "POST", **headers: str) -> Request:
    return Request(
        {
            "multiValueQueryStringParameters": None,
            "headers": {**({"content-type": content_type} if content_type else {}), **headers},
            "pathParameters": {},
            "requestContext": {"httpMethod": method, "resourcePath": "/"},
            "body": body,
            "stageVariables": None,
        }
    )


@pytest.mark.parametrize(
    "content_type", ["text/plain", "text/plain;charset=UTF-8", "Text/Plain ; Charset=utf-8", " TEXT/PLAIN"]
)
def test_a_post_of_text_is_read_as_json_whatever_its_parameters_and_case(content_type: str) -> None:
    sent = request('{"id": 1, "name": "Ünï"}', content_type)
    assert simple_calls.fields_of(sent, body_expected=True) == {"id": 1, "name": "Ünï"}


@pytest.mark.parametrize("content_type", ["application/json", None, "text/html", "text/plainer", "text", ""])
def test_another_media_type_is_no_simple_call(content_type: str | None) -> None:
    assert simple_calls.fields_of(request("{}", content_type), body_expected=True) is None


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_only_a_post_is_a_simple_call(method: str) -> None:
    assert simple_calls.fields_of(request("{}", method=method), body_expected=True) is None


def test_a_call_without_fields_may_have_an_empty_body() -> None:
    assert simple_calls.fields_of(request(), body_expected=False) is None
    assert simple_calls.fields_of(request("{}"), body_expected=False) == {}


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (None, InvalidJson),
        ("", InvalidJson),
        ("token=abc", InvalidJson),
        ("[]", InvalidJson),
        (b"\xff", InvalidJson),
        (" " * (64 * 1024 + 1), RequestTooLarge),
    ],
)
def test_a_body_that_is_no_json_object_or_too_large_is_refused(body: Any, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        simple_calls.fields_of(request(body), body_expected=True)


def test_the_token_is_removed_from_the_fields() -> None:
    fields = {"id": 1, "token": "abc"}
    assert simple_calls.take_token(request(), fields) == "abc"
    assert fields == {"id": 1}


def test_the_header_is_used_where_the_body_has_no_token() -> None:
    sent = request(authorization="Bearer abc")
    assert simple_calls.take_token(sent, {"id": 1}) == "abc"
    assert simple_calls.take_token(sent, None) == "abc"
    assert simple_calls.take_token(request(), {"id": 1}) is None


@pytest.mark.parametrize("token", ["abc", "another", None, 5])
def test_two_tokens_are_refused_even_if_they_are_equal(token: Any) -> None:
    with pytest.raises(TokenTwice):
        simple_calls.take_token(request(authorization="Bearer abc"), {"token": token})


@pytest.mark.parametrize("authorization", ["Basic YTpi", "Bearer", "Bearer ", ""])
def test_a_header_without_a_bearer_token_is_not_a_second_token(authorization: str) -> None:
    assert simple_calls.take_token(request(authorization=authorization), {"token": "abc"}) == "abc"


@pytest.mark.parametrize("token", [None, 5, True, ["abc"], {"token": "abc"}])
def test_a_token_that_is_not_a_text_is_invalid(token: Any) -> None:
    with pytest.raises(TokenInvalid):
        simple_calls.take_token(request(), {"token": token})


def test_fields_besides_the_token_of_a_call_without_a_body_are_refused() -> None:
    simple_calls.refuse_fields({})
    with pytest.raises(InvalidField) as refused:
        simple_calls.refuse_fields({"origin": "x"})
    assert refused.value.code == "field_unknown"
