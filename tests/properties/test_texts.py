"""Any text is returned byte for byte or refused with a code, and no input crashes the server."""

import json
import unicodedata
from functools import cache
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.model import MESSAGE_CHARACTERS
from devtools.folders import ROOT
from tests.api_client import Shop

REFUSALS = {"message_empty", "message_too_long", "message_unprintable"}

# Any code point, lone surrogates included, with more of the kinds that the rule is about.
CHARACTERS = st.characters() | st.characters(categories=["Cc", "Cs", "Zs", "Cf"]) | st.sampled_from("\t\n\r \x00\x85")
TEXTS = st.text(CHARACTERS, max_size=40)
LONG_TEXTS = st.builds(
    lambda text, size: (text * size)[:size], st.text(min_size=1, max_size=3), st.integers(3990, 4010)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=4,
)
MESSAGES = st.fixed_dictionaries(
    {}, optional={"client_id": VALUES | st.just("12345678"), "body": VALUES, "after": VALUES | st.just(0), "x": VALUES}
)

# Characters that are drawn as nothing. The unit tests of both languages read the same file.
RANGES = json.loads((ROOT / "tests" / "wire" / "invisible.json").read_text(encoding="utf-8"))["ranges"]
INVISIBLE = {code for first, last in RANGES for code in range(int(first, 16), int(last, 16) + 1)}

some = settings(max_examples=100, deadline=None)


@cache
def shop() -> Shop:
    return Shop()


def may_be_sent(text: str) -> bool:
    """The rule, implemented differently than in the server."""
    visible = any(not each.isspace() and ord(each) not in INVISIBLE for each in text)
    unprintable = any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\t\n\r" for each in text)
    return visible and len(text) <= MESSAGE_CHARACTERS and not unprintable


@some
@example("x" * MESSAGE_CHARACTERS)
@example("\N{TEAPOT}" * (MESSAGE_CHARACTERS + 1))
@example("\N{SOFT HYPHEN}\n\N{ZERO WIDTH SPACE}")
@given(TEXTS | LONG_TEXTS)
def test_a_text_is_returned_byte_for_byte_or_refused_and_not_stored(text: str) -> None:
    visitor = shop().visitor()
    answer = visitor.send(text)
    stored = visitor.messages().body["messages"]
    if may_be_sent(text):
        assert answer.status == 201
        assert [message["body"].encode() for message in stored] == [text.encode()]
    else:
        assert (answer.status, stored) == (400, [])
        assert answer.code in REFUSALS


@some
@given(MESSAGES | VALUES)
def test_any_json_is_accepted_or_refused_with_a_code(value: Any) -> None:
    answer = shop().visitor().api.post("/chatbot/message", json.dumps(value).encode())
    assert answer.status == 201 or (answer.status in (400, 409) and answer.code)


@some
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_code(raw: bytes) -> None:
    answer = shop().visitor().api.post("/chatbot/message", raw)
    assert answer.status == 400
    assert answer.code
