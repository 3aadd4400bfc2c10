"""Which texts are valid messages. The page has the same rule: client/ui/message_text.test.js reads the same fixture."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from chalicelib.api.fields import MessageText

FIXTURE = Path(__file__).parents[3] / "wire" / "invisible.json"
MESSAGE: TypeAdapter[str] = TypeAdapter(MessageText)


def invisible() -> set[int]:
    ranges = json.loads(FIXTURE.read_text())["ranges"]
    return {code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)}


def is_message(text: str) -> bool:
    try:
        MESSAGE.validate_python(text)
    except ValidationError:
        return False
    return True


def test_invisible_characters_are_blank_for_the_server_and_for_the_page():
    unseen = invisible()
    assert [hex(code) for code in checked() if is_message(chr(code)) == (code in unseen)] == []


def checked() -> Iterator[int]:
    """Every character of the planes that have any, and both ends of the other planes."""
    for plane in range(17):
        first, last = max(plane << 16, 0xA0), (plane << 16) + 0xFFFF
        used = plane < 4 or plane == 14
        codes = range(first, last + 1) if used else (first, last)
        yield from (code for code in codes if not 0xD800 <= code <= 0xDFFF)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d", "\u3164", "\u2800 \u2800", "\ufe0f", "\U000e0041"])
def test_a_message_of_only_invisible_characters_is_refused_as_blank(text):
    with pytest.raises(ValidationError) as refused:
        MESSAGE.validate_python(text)
    assert [error["type"] for error in refused.value.errors()] == ["message_empty"]


@pytest.mark.parametrize("text", ["a\u200b", "❤\ufe0f", "👨\u200d👩", "\u0301", "."])
def test_invisible_characters_among_others_are_kept(text):
    assert MESSAGE.validate_python(text) == text
