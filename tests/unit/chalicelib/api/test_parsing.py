import gzip
from typing import Any

import pytest
from chalice.app import Request

from chalicelib.api import parsing
from chalicelib.api.schemas.inbox import InboxQuery
from chalicelib.api.schemas.messages import MarkRead, MessagesQuery, SendMessage
from chalicelib.errors import InvalidJson, Refusal, RequestTooLarge, UnsupportedMediaType

GOOD = '{"client_id": "client-01", "body": "Hello", "after": 0}'


def request(body: Any = None, query: dict[str, list[str]] | None = None, content_type: str | None = None) -> Request:
    return Request(
        {
            "multiValueQueryStringParameters": query,
            "headers": {"content-type": content_type} if content_type else {},
            "pathParameters": {},
            "requestContext": {"httpMethod": "POST", "resourcePath": "/"},
            "body": body,
            "stageVariables": None,
        }
    )


def code_of_body(body: Any, schema: Any = SendMessage) -> str:
    with pytest.raises(Refusal) as refused:
        parsing.body(request(body), schema)
    return refused.value.code


def code_of_query(schema: Any, **query: Any) -> str:
    with pytest.raises(Refusal) as refused:
        parsing.query(request(query={name: [value] for name, value in query.items()}), schema)
    return refused.value.code


def test_a_good_body_is_parsed() -> None:
    parsed = parsing.body(request(GOOD), SendMessage)
    assert (parsed.client_id, parsed.body, parsed.after) == ("client-01", "Hello", 0)


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "null", "[" * 10_000, b"\xff\xfe", "{}{}"])
def test_a_body_that_is_not_a_json_object_is_refused(body: Any) -> None:
    assert code_of_body(body) == InvalidJson.code


def test_a_missing_body_is_refused() -> None:
    assert code_of_body(None) == InvalidJson.code


def test_a_body_over_64_kb_is_refused_before_it_is_parsed() -> None:
    assert code_of_body("[" * (64 * 1024 + 1)) == RequestTooLarge.code


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "text/html"],
)
def test_another_content_type_is_refused(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        parsing.body(request(GOOD, content_type=content_type), SendMessage)


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON", " application/json "])
def test_case_and_parameters_of_the_content_type_do_not_matter(content_type: str) -> None:
    assert parsing.body(request(GOOD, content_type=content_type), SendMessage)


def test_a_number_in_a_query_is_digits_and_a_number_in_a_body_has_no_quotes() -> None:
    assert parsing.query(request(query={"since_id": ["7"]}), MessagesQuery).since_id == 7
    with pytest.raises(Refusal) as refused:
        parsing.validated(MessagesQuery, {"since_id": "7"})
    assert refused.value.code == "since_id_invalid"


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"', "us-ascii"])
def test_utf_8_may_be_declared(charset: str) -> None:
    assert parsing.body(request(GOOD, content_type=f"application/json; charset={charset}"), SendMessage)


@pytest.mark.parametrize("charset", ["iso-8859-1", "Windows-1252", "utf-16", '"latin1"', ""])
def test_another_declared_charset_is_refused(charset: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        parsing.body(request(GOOD, content_type=f"application/json;charset={charset}"), SendMessage)


def test_a_compressed_body_is_refused() -> None:
    arrived = gzip.compress(GOOD.encode()).decode(errors="replace")  # as API Gateway passes bytes that it reads as text
    assert code_of_body(arrived) == InvalidJson.code


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("body", "7", "message_not_text"),
        ("body", "null", "message_not_text"),
        ("body", '["Hello"]', "message_not_text"),
        ("body", '""', "message_empty"),
        ("body", '" \\n\\t\\u3000"', "message_empty"),
        ("body", '"' + "x" * 4001 + '"', "message_too_long"),
        ("body", '"a\\u0000b"', "message_unprintable"),
        ("body", '"a\\u001bb"', "message_unprintable"),
        ("body", '"a\\u0085b"', "message_unprintable"),
        ("body", '"a\\ud83eb"', "message_unprintable"),
        ("client_id", '"short"', "client_id_invalid"),
        ("client_id", '"has spaces in it"', "client_id_invalid"),
        ("client_id", '"client-01\\n"', "client_id_invalid"),
        ("client_id", "12345678", "client_id_invalid"),
        ("after", '"0"', "after_invalid"),
        ("after", "true", "after_invalid"),
        ("after", "0.5", "after_invalid"),
        ("after", "null", "after_invalid"),
        ("after", "-1", "after_invalid"),
        ("after", "9007199254740992", "after_invalid"),
        ("after", "NaN", "after_invalid"),
    ],
)
def test_each_broken_field_has_its_own_code(field: str, value: str, code: str) -> None:
    fields = {"client_id": '"client-01"', "body": '"Hello"', "after": "0", field: value}
    assert code_of_body("{" + ", ".join(f'"{name}": {text}' for name, text in fields.items()) + "}") == code


def test_an_unknown_field_is_refused() -> None:
    assert code_of_body(GOOD[:-1] + ', "sender_type": "admin"}') == "field_unknown"


def test_a_missing_field_is_refused() -> None:
    assert code_of_body("{}", MarkRead) == "field_missing"


@pytest.mark.parametrize("text", ["🫖" * 4000, "‏שלום עולם‏", "مرحبا", "tab\tand\r\nline", "👩‍👩‍👧‍👦"])
def test_emoji_and_right_to_left_text_are_unchanged(text: str) -> None:
    body = parsing.validated(SendMessage, {"client_id": "client-01", "body": text, "after": 0}).body
    assert body.encode() == text.encode()


@pytest.mark.parametrize("since_id", ["-1", "x", "", "1.5", "1e3", " 1", "+1", "²", "9007199254740992", "9" * 40])
def test_a_since_id_that_is_not_a_number_is_refused(since_id: str) -> None:
    assert code_of_query(MessagesQuery, since_id=since_id) == "since_id_invalid"


@pytest.mark.parametrize("limit", ["0", "201", "all"])
def test_a_limit_out_of_range_is_refused(limit: str) -> None:
    assert code_of_query(MessagesQuery, limit=limit) == "limit_invalid"


@pytest.mark.parametrize("given", [["1", "2"], []], ids=["twice", "without a value"])
def test_a_repeated_parameter_is_refused(given: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        parsing.query(request(query={"since_id": given}), MessagesQuery)
    assert refused.value.code == "since_id_invalid"


def test_an_unknown_parameter_is_refused() -> None:
    assert code_of_query(InboxQuery, sort="oldest") == "field_unknown"


def test_no_parameters_mean_the_defaults() -> None:
    parsed = parsing.query(request(), MessagesQuery)
    assert (parsed.since_id, parsed.limit) == (0, 100)
