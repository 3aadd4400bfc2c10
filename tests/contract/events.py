"""Generated events of API Gateway, valid ones and others."""

import base64
import json
from typing import Any

from hypothesis import strategies as st

from chalicelib.api.registry import CALLS, Registered
from tests.contract.generators import AS_JSON, CUT, HUGE, TEXTS

MISSING = "omitted"
HEADER_NAMES = st.sampled_from(
    ["Authorization", "authorization", "Content-Type", "Origin", "User-Agent", "X-Forwarded-For", "Host", "Accept", ""]
)
HEADER_VALUES = (
    TEXTS | st.none() | st.sampled_from(["application/json", "text/plain", "null", "Bearer", "Bearer a.b.c"])
)
HEADERS = st.none() | st.dictionaries(HEADER_NAMES | TEXTS, HEADER_VALUES, max_size=4)
QUERY_NAMES = st.sampled_from(["since_id", "limit", "since", "before", "[]"]) | TEXTS
QUERIES = st.none() | st.dictionaries(QUERY_NAMES, st.lists(TEXTS | st.just("1"), max_size=3), max_size=3)
SENDS = st.fixed_dictionaries(
    {"client_id": st.from_regex("[A-Za-z0-9_-]{8,64}", fullmatch=True), "body": TEXTS, "after": st.integers(0, 2)}
).map(json.dumps)
BODIES = st.none() | SENDS | AS_JSON | CUT | TEXTS | HUGE
IDENTITIES = st.sampled_from([MISSING, None, {}, {"sourceIp": None}]) | st.fixed_dictionaries({"sourceIp": TEXTS})
TOKENS = st.sampled_from(["visitor", "admin", "none"])

EVENTS = st.fixed_dictionaries(
    {
        "call": st.sampled_from(CALLS),
        "headers": HEADERS,
        "query": QUERIES,
        "body": BODIES,
        "base64": st.sampled_from([MISSING, False, True, None, "encoded"]),
        "identity": IDENTITIES,
        "path": st.sampled_from(["own", ""]) | TEXTS,
        "token": TOKENS,
        "simple": st.booleans(),
    }
)


def event(made: dict[str, Any], tokens: dict[str, str], conversation_id: str) -> dict[str, Any]:
    """Fields that API Gateway always sends are valid; those that it may leave empty are generated."""
    call: Registered = made["call"]
    headers = made["headers"]
    body = made["body"]
    if made["token"] != "none":
        token = tokens[made["token"]]
        headers = {**(headers or {}), "origin": "https://shop.example"}
        if made["simple"]:
            headers["content-type"] = "text/plain;charset=UTF-8"
            body = with_token(token, body)
        else:
            headers["authorization"] = f"Bearer {token}"
    context = {"resourcePath": call.path, "httpMethod": call.method, "requestId": "r-1", "stage": "api"}
    return {
        "resource": call.path,
        "path": call.path,
        "httpMethod": call.method,
        "headers": headers,
        "multiValueHeaders": None,
        "multiValueQueryStringParameters": made["query"],
        "pathParameters": dict.fromkeys(names(call), conversation_id if made["path"] == "own" else made["path"])
        or None,
        "stageVariables": None,
        "requestContext": {**context, **given("identity", made["identity"])},
        **given("isBase64Encoded", True if made["base64"] == "encoded" else made["base64"]),
        "body": encoded(body) if made["base64"] == "encoded" else body,
    }


def with_token(token: str, body: str | None) -> str:
    """Adds the token as the first field of a body that is an object, or a damaged one."""
    rest = (body or "{}").removeprefix("{")
    return f'{{"token":"{token}"{"" if rest == "}" else ","}{rest}'


def given(name: str, value: Any) -> dict[str, Any]:
    return {} if value == MISSING else {name: value}


def names(call: Registered) -> list[str]:
    return [part.strip("{}") for part in call.path.split("/") if part.startswith("{")]


def encoded(body: str | None) -> str | None:
    return None if body is None else base64.b64encode(body.encode(errors="surrogatepass")).decode()
